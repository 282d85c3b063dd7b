"""What the council is told of a quarter: each figure as it was counted and as the public reads it.

People stand in spans of ten, as on the mayor's page; other counts are given from the place's
limit on, and never where another one would give a small one back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.sight import narrow
from dmi.kernel.local_time import local_day
from dmi.kernel.words import N_
from dmi.outcomes.disclosure import Given, band
from dmi.outcomes.models.evaluation import CouncilReport
from dmi.outcomes.tallies import equity, ways
from dmi.outcomes.tallies.council_areas import Figure, Measured, areas
from dmi.outcomes.tallies.ways import Way
from dmi.outcomes.tallies.workload import Quarter, quarter_named, workload
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.states import Stage
from dmi.support.models.enrolment import Enrolment
from dmi.support.models.session import SessionFact
from dmi.support.words import Discipline, SessionKept
from dmi.territory.models.cohort import Cohort

NOT_SHOWN = "*"
"""Stands for a count that is hidden because another one would give a small one back."""
ENDED_OTHERWISE = frozenset(
    {Stage.DECLINED, Stage.WITHDRAWN, Stage.TERMINATED, Stage.LEFT, Stage.REMOVED}
)
ANNEX = equity.TRAITS[:3]
"""By what the annex tells people apart: sex, age and nationality."""
UNDER_WAY = frozenset({Stage.ENROLLED, Stage.ACTIVE, Stage.PAUSED})


@dataclass(frozen=True, slots=True)
class Group:
    """How many of a group were reviewed and how many invited."""

    trait: str
    name: str
    reviewed: Figure
    invited: Figure


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that the report of a quarter says in figures."""

    people: tuple[Figure, ...]
    support: tuple[Figure, ...]
    areas: tuple[Measured, ...]
    work: tuple[Figure, ...]
    complaints: tuple[Figure, ...]
    groups: tuple[Group, ...]

    def body(self) -> dict[str, Any]:
        """Return what is published: no count is kept that the public does not read."""
        kept: dict[str, Any] = _without_counts(asdict(self))
        return kept


def told(acting: Acting, report: CouncilReport) -> Told:
    """Count what the report of a quarter says, as far as the quarter's last day."""
    quarter, least = quarter_named(report.period), acting.number("suppress_public")
    cohorts = [
        one for one in ways.cohorts(acting) if one.callin_on and one.callin_on <= quarter.last
    ]
    found = ways.ways_of(acting, [one.id for one in cohorts])
    until = {
        row: {key: _until(way, quarter) for key, way in one.items()} for row, one in found.items()
    }
    return Told(
        people=_people([way for one in until.values() for way in one.values()], least),
        support=_support(acting, quarter, least),
        areas=tuple(areas(acting, quarter, least)),
        work=_work(acting, quarter, least, cohorts, until),
        complaints=_complaints(report, least),
        groups=tuple(_groups(acting, cohorts, until, least)),
    )


def _until(way: Way, quarter: Quarter) -> Way:
    """Return somebody's way as it stood on the last day of a quarter."""
    reached = {stage: day for stage, day in way.reached.items() if day <= quarter.last}
    return Way(reached=reached, stays=[one for one in way.stays if one.since <= quarter.last])


def _stands_at(way: Way) -> Stage | None:
    return way.stays[-1].stage if way.stays else None


def _was_invited(way: Way) -> bool:
    return Stage.INVITED in way.reached or Stage.NOT_SERVED in way.reached


def _people(everybody: Iterable[Way], least: int) -> tuple[Figure, ...]:
    invited = [way for way in everybody if _was_invited(way)]
    counts = {
        N_("People invited"): len(invited),
        N_("Letters that arrived"): _reached(invited, Stage.INVITED),
        N_("Came to the call-in"): _reached(invited, Stage.ATTENDED),
        N_("Accepted the offer"): _reached(invited, Stage.ENROLLED),
        N_("In support on the last day"): sum(_stands_at(way) in UNDER_WAY for way in invited),
        N_("Completed it"): _reached(invited, Stage.GRADUATED),
        N_("Ended in another way"): sum(_stands_at(way) in ENDED_OTHERWISE for way in invited),
    }
    return tuple(Figure(name, count, band(count, least)) for name, count in counts.items())


def _reached(everybody: Iterable[Way], stage: Stage) -> int:
    return sum(stage in way.reached for way in everybody)


def _support(acting: Acting, quarter: Quarter, least: int) -> tuple[Figure, ...]:
    """Count who came to a session of a kind in the quarter; no word of a session is read."""
    query = (
        select(SessionFact.kind, Pathway.id, SessionFact.at)
        .join(Enrolment, Enrolment.id == SessionFact.enrolment_id)
        .join(Pathway, Pathway.id == Enrolment.pathway_id)
        .join(Cohort, Cohort.id == Pathway.cohort_id)
        .where(
            SessionFact.happened,
            SessionFact.attended != SessionKept.ABSENT,
            SessionFact.kind.in_([Discipline.JOB, Discipline.PSYCHOLOGY]),
        )
    )
    came: dict[Discipline, set[UUID]] = {Discipline.JOB: set(), Discipline.PSYCHOLOGY: set()}
    for kind, pathway, at in acting.session.execute(
        narrow(query, acting, Cohort, DataClass.OUTCOMES)
    ):
        if quarter.first <= local_day(at, acting.zone) <= quarter.last:
            came[kind].add(pathway)
    names = {
        Discipline.JOB: N_("Worked with the job coach"),
        Discipline.PSYCHOLOGY: N_("Had psychological support"),
    }
    return tuple(
        Figure(names[kind], len(people), band(len(people), least)) for kind, people in came.items()
    )


def _work(
    acting: Acting,
    quarter: Quarter,
    least: int,
    cohorts: Iterable[Cohort],
    until: Mapping[UUID, Mapping[UUID, Way]],
) -> tuple[Figure, ...]:
    """Return arrests and, in the same table, what the call-ins of the quarter brought (C68)."""
    whole, public = (workload(acting, quarter, one).rows[-1] for one in (1, least))
    called = [one for one in cohorts if one.callin_on and one.callin_on >= quarter.first]
    came = [way for one in called for way in until.get(one.id, {}).values()]
    attended, enrolled = _reached(came, Stage.ATTENDED), _reached(came, Stage.ENROLLED)
    return (
        _covered(N_("People detained"), whole.detained or 0, public.detained, least),
        _covered(N_("Points closed down"), whole.reduced or 0, public.reduced, least),
        Figure(N_("Call-ins held"), len(called), str(len(called))),
        Figure(N_("Came to them"), attended, band(attended, least) if called else "0"),
        Figure(N_("Enrolled after them"), enrolled, band(enrolled, least) if called else "0"),
    )


def _covered(name: str, count: int, public: int | None, least: int) -> Figure:
    if public is not None:
        return Figure(name, count, str(public))
    return Figure(name, count, f"<{least}" if 0 < count < least else NOT_SHOWN)


def _complaints(report: CouncilReport, least: int) -> tuple[Figure, ...]:
    """Return both counts; those answered late are their difference, and as small as any."""
    given = Given(least)
    counts = {
        N_("Complaints received"): report.complaints,
        N_("Answered in time"): report.complaints_on_time,
    }
    return tuple(
        _covered(name, count, count if given.admits(count) else None, least)
        for name, count in counts.items()
    )


def _groups(
    acting: Acting,
    cohorts: Iterable[Cohort],
    until: Mapping[UUID, Mapping[UUID, Way]],
    least: int,
) -> Iterable[Group]:
    """Yield how many were reviewed and invited by sex, age and nationality, over all cohorts."""
    counts: dict[tuple[int, str], list[int]] = {}
    for row in cohorts:
        reviewed = {
            key: way for key, way in until.get(row.id, {}).items() if Stage.IN_REVIEW in way.reached
        }
        for key, groups in equity.groups_of(acting, row, reviewed).items():
            for place, name in enumerate(groups[: len(ANNEX)]):
                pair = counts.setdefault((place, name), [0, 0])
                pair[0] += 1
                pair[1] += _was_invited(reviewed[key])
    for (place, name), (reviewed_count, invited) in sorted(counts.items()):
        yield Group(
            ANNEX[place],
            name,
            Figure("", reviewed_count, band(reviewed_count, least)),
            Figure("", invited, band(invited, least)),
        )


def _without_counts(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_counts(one) for name, one in value.items() if name != "count"}
    if isinstance(value, list | tuple):
        return [_without_counts(one) for one in value]
    return value
