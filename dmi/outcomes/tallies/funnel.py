"""A cohort from first names to those who finished: how many, of how many, and how long."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from dmi.kernel.calendar import add_months, add_working_days
from dmi.kernel.words import N_
from dmi.outcomes.disclosure import Given
from dmi.outcomes.tallies.ways import Stay, Way
from dmi.policy.states import Stage
from dmi.science.indicators import Share
from dmi.science.indicators import share as share_of
from dmi.support.words import Discipline

LEAST_FOR_A_SHARE = 10
MONTHS = (6, 12, 24)
LIMITS: Mapping[Stage, tuple[str, bool]] = {
    Stage.BUILDING: ("authorisation_days_default", False),
    Stage.DISPUTED: ("dispute_within", True),
    Stage.INVITED: ("notice_window_max", False),
    Stage.EXCUSED: ("make_up_within", False),
    Stage.OFFERED: ("answer_days", True),
    Stage.ENROLLED: ("needs_assessed_within", False),
    Stage.PAUSED: ("pause_review_within", False),
}
"""Which number of the place says how long a stage may last, and whether in working days."""


class Rung(StrEnum):
    """One line of the funnel; the first of each pair below is what it is a share of."""

    IDENTIFIED = N_("People identified")
    REVIEWED = N_("People reviewed")
    ELIGIBLE = N_("Chosen for the opportunity way")
    NOTIFIED = N_("Notified: the letter was served")
    ATTENDED = N_("Served and attended the call-in")
    ENROLLED = N_("Enrolled, make-up sessions included")
    WORK = N_("Came to a session with the job coach")
    THERAPY = N_("Came to a psychological session")
    OFFENCE = N_("New offence, by a final finding")
    PROSECUTED = N_("Prosecuted after all, in the banked case")
    COMPLETED = N_("Completed: graduated")


BEFORE_THE_CHOICE = (Rung.IDENTIFIED, Rung.REVIEWED, Rung.ELIGIBLE)
ENDS = (Rung.OFFENCE, Rung.PROSECUTED, Rung.COMPLETED)


@dataclass(frozen=True, slots=True)
class Line:
    """One rung for one reader: a count that is not given is None, and so is what rests on it."""

    rung: Rung
    count: int | None
    of: int | None
    share: Share | None


@dataclass(frozen=True, slots=True)
class Return:
    """New offences within some months of notification, among those followed for as long."""

    months: int
    followed: int | None
    offended: int | None
    share: Share | None


@dataclass(frozen=True, slots=True)
class Duration:
    """How long people stood at one stage, in days, and how many stood longer than allowed."""

    stage: Stage
    stays: int | None
    middle: float | None
    longest: int | None
    limit: int | None
    in_working_days: bool
    breaches: int | None


def was_chosen(way: Way) -> bool:
    """Tell whether somebody was chosen for the opportunity way, whatever came of it."""
    return Stage.CANDIDATE in way.reached


def _was_filed(way: Way) -> bool:
    filed, chosen = way.reached.get(Stage.PROSECUTION), way.reached.get(Stage.CANDIDATE)
    return filed is not None and chosen is not None and filed >= chosen


def _offended_after(way: Way) -> bool:
    told = way.reached.get(Stage.INVITED)
    return told is not None and way.offended_on is not None and way.offended_on >= told


_REACHED: Mapping[Rung, Callable[[Way], bool]] = {
    Rung.IDENTIFIED: lambda way: Stage.IDENTIFIED in way.reached,
    Rung.REVIEWED: lambda way: Stage.IN_REVIEW in way.reached,
    Rung.ELIGIBLE: was_chosen,
    Rung.NOTIFIED: lambda way: Stage.INVITED in way.reached,
    Rung.ATTENDED: lambda way: Stage.ATTENDED in way.reached,
    Rung.ENROLLED: lambda way: Stage.ENROLLED in way.reached,
    Rung.WORK: lambda way: Discipline.JOB in way.supports,
    Rung.THERAPY: lambda way: Discipline.PSYCHOLOGY in way.supports,
    Rung.OFFENCE: _offended_after,
    Rung.PROSECUTED: _was_filed,
    Rung.COMPLETED: lambda way: Stage.GRADUATED in way.reached,
}


def tally(ways: Iterable[Way]) -> dict[Rung, int]:
    """Count everybody who came to each rung; from the choice on, of those chosen alone."""
    everybody = list(ways)
    chosen = [one for one in everybody if was_chosen(one)]
    return {
        rung: sum(map(reached, everybody if rung in BEFORE_THE_CHOICE else chosen))
        for rung, reached in _REACHED.items()
    }


def lines(counts: Mapping[Rung, int], given: Given) -> list[Line]:
    """Return the rungs for a reader.

    Whoever was chosen is the whole of every later rung, whether or not anybody reached them:
    by intention to treat.
    """
    told = {
        rung: (given.admits_part(count) if rung in ENDS else given.admits(count))
        for rung, count in counts.items()
    }
    found = []
    for rung, count in counts.items():
        whole = Rung.IDENTIFIED if rung in BEFORE_THE_CHOICE else Rung.ELIGIBLE
        if not told[rung]:
            found.append(Line(rung, None, None, None))
            continue
        of = counts[whole] if told[whole] and rung is not whole else None
        if rung is Rung.ELIGIBLE and told[Rung.IDENTIFIED]:
            of = counts[Rung.IDENTIFIED]
        found.append(Line(rung, count, of, share_of_group(count, of)))
    return found


def returns(ways: Iterable[Way], today: date, given: Given) -> list[Return]:
    """Return new offences after 6, 12 and 24 months.

    The clock of everybody starts at notification, of those who never came as well: who lived
    long enough to enrol without an offence must not count as a success of enrolling.
    """
    told = [
        (one.reached[Stage.INVITED], one)
        for one in ways
        if was_chosen(one) and Stage.INVITED in one.reached
    ]
    found = []
    for months in MONTHS:
        followed = [(day, one) for day, one in told if add_months(day, months) <= today]
        offended = sum(
            _offended_after(one)
            and one.offended_on is not None
            and one.offended_on < add_months(day, months)
            for day, one in followed
        )
        if not given.admits(len(followed), offended, len(followed) - offended):
            found.append(Return(months, None, None, None))
            continue
        share = share_of_group(offended, len(followed))
        found.append(Return(months, len(followed), offended, share))
    return found


def durations(
    ways: Iterable[Way],
    today: date,
    given: Given,
    allowed: Mapping[Stage, int],
    is_holiday: Callable[[date], bool],
) -> list[Duration]:
    """Return how long people stood at each stage that ends, in the order of the pathway.

    Args:
        ways: everybody of the cohort.
        today: until when an open stay is counted.
        given: what the reader holds already.
        allowed: days, or working days, that a stage may last; a stage without has no limit.
        is_holiday: whether a day is none of work.
    """
    stays: dict[Stage, list[Stay]] = {}
    for way in ways:
        for stay in way.stays:
            stays.setdefault(stay.stage, []).append(stay)
    found = []
    for stage in Stage:
        here = [one for one in stays.get(stage, []) if one.until is not None or stage in allowed]
        if here:
            found.append(_duration(stage, here, today, given, allowed.get(stage), is_holiday))
    return found


def _duration(  # noqa: PLR0917 - one line of the table, from its parts
    stage: Stage,
    here: Sequence[Stay],
    today: date,
    given: Given,
    limit: int | None,
    is_holiday: Callable[[date], bool],
) -> Duration:
    in_working_days = limit is not None and LIMITS[stage][1]
    days = [((one.until or today) - one.since).days for one in here]
    over = [
        (one.until or today) > _last_day(one.since, limit, in_working_days, is_holiday)
        for one in here
        if limit is not None
    ]
    breaches = sum(over)
    told = given.admits(len(here), breaches, len(here) - breaches)
    return Duration(
        stage=stage,
        stays=len(here) if told else None,
        middle=median(days) if told else None,
        longest=max(days) if told and given.least == 1 else None,
        limit=limit,
        in_working_days=in_working_days,
        breaches=breaches if told and limit is not None else None,
    )


def _last_day(
    since: date,
    limit: int,
    in_working_days: bool,  # noqa: FBT001 - how the limit counts
    is_holiday: Callable[[date], bool],
) -> date:
    if in_working_days:
        return add_working_days(since, limit, is_holiday)
    return since + timedelta(days=limit)


def share_of_group(count: int, of: int | None) -> Share | None:
    """Return the share; on fewer people than ten the counts speak for themselves."""
    return share_of(count, of) if of is not None and of >= LEAST_FOR_A_SHARE else None
