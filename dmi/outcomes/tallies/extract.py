"""Rows about nobody: people who agreed to anonymous evaluation, made coarse until they look alike.

A row holds codes and spans, no day, no text and no number that stands anywhere else. What an
outsider may know of somebody (sex, age, nationality) is made coarser for all rows alike until the
fewest have to be withheld; a group that is still too small stays out and is counted.
"""

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from secrets import SystemRandom, token_hex
from uuid import UUID

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.erased import not_erased
from dmi.access.sight import narrow
from dmi.kernel.calendar import add_months
from dmi.outcomes.models.evaluation import ResearchExtract
from dmi.outcomes.tallies import equity, ways
from dmi.outcomes.tallies.council import ENDED_OTHERWISE
from dmi.outcomes.tallies.ways import Way
from dmi.people.models.contacts import Consent
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.people.words import ConsentAnswer, ConsentPurpose, Sex
from dmi.policy.classes import DataClass
from dmi.policy.states import GrantStatus, Stage
from dmi.store.keys import vault
from dmi.support.words import Discipline
from dmi.territory.models.cohort import Cohort

KNOWN_OUTSIDE = ("sex", "age", "nationality")
COLUMNS = (
    *("extract", "row", *KNOWN_OUTSIDE, "furthest", "months_to_enrolment", "months_to_end"),
    *("job_sessions", "psychological_sessions", "new_offence_12_months"),
)
NOT_GIVEN = "*"
YEAR = 12
SPANS = ((3, "0-2"), (6, "3-5"), (YEAR, "6-11"))
LONGER = "12+"
SEXES = {
    equity.SEXES[sex]: code for sex, code in ((Sex.FEMALE, "F"), (Sex.MALE, "M"), (Sex.OTHER, "O"))
}
STARTS = (18, *(end for end, _words in equity.AGES))
AGES = {
    words: f"{start}-{end - 1}" for start, (end, words) in zip(STARTS, equity.AGES, strict=False)
} | {equity.OLDER: f"{STARTS[-1]}+"}
WIDER = {"18-24": "18-34", "25-34": "18-34", "35-49": "35+", "50+": "35+"}
NATIONALITIES = {equity.OWN: "own", equity.OTHER: "other"}
UNKNOWN = "unknown"

Seen = tuple[str, str, str]
"""What an outsider may know of somebody: sex, age and nationality as codes."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What would leave: rows without their ids, whose they are by cell, and what stays.

    Attributes:
        rows: values of the columns from sex on, in no order.
        cells: keyed hashes of the people of each group that looks alike.
        columns: which of what an outsider may know is given at all.
        withheld: rows of people who agreed but do not look like enough others.
        left_out: people of the cohort who were offered the way and did not agree.
    """

    rows: list[list[str]]
    cells: list[list[str]]
    columns: list[str]
    withheld: int
    left_out: int


def draw(acting: Acting, row: Cohort, least: int) -> Drawn:
    """Return the coarse rows of whoever agreed in a cohort; at least ``least`` look alike."""
    everybody = ways.ways_of(acting, [row.id]).get(row.id, {})
    ways.add_supports(acting, row.id, everybody)
    ways.add_offences(acting, row.id, everybody)
    asked_of = {Stage.OFFERED, Stage.IN_REVIEW}
    people = {key: way for key, way in everybody.items() if asked_of <= way.reached.keys()}
    agreed = _agreed(acting, row.id)
    kept = {key: way for key, way in people.items() if key in agreed}
    seen = {
        key: (
            SEXES.get(groups[0], UNKNOWN),
            AGES.get(groups[1], UNKNOWN),
            NATIONALITIES.get(groups[2], UNKNOWN),
        )
        for key, groups in equity.groups_of(acting, row, kept).items()
    }
    coarse = _coarse(seen, least)
    alike = Counter(coarse.values())
    given = {key: codes for key, codes in coarse.items() if alike[codes] >= least}
    cells: dict[Seen, list[str]] = {}
    for key, codes in given.items():
        cells.setdefault(codes, []).append(_hash(agreed[key]))
    rows = [[*codes, *_told(kept[key], acting.today)] for key, codes in given.items()]
    SystemRandom().shuffle(rows)
    columns = [
        name
        for place, name in enumerate(KNOWN_OUTSIDE)
        if any(codes[place] != NOT_GIVEN for codes in given.values())
    ]
    return Drawn(
        rows,
        [sorted(cell) for cell in cells.values()],
        columns,
        len(kept) - len(given),
        len(people) - len(kept),
    )


def named(extract: ResearchExtract, drawn: Drawn) -> list[list[str]]:
    """Return the file: each row with the extract's code and an id that was drawn by lot."""
    return [list(COLUMNS), *([extract.code, token_hex(6), *row] for row in drawn.rows)]


def all_still_agree(acting: Acting, extract: ResearchExtract) -> bool:
    """Tell whether everybody whose row is in a file agrees to this day."""
    if extract.cohort_id is None:
        return False
    agreed = {_hash(person) for person in _agreed(acting, extract.cohort_id).values()}
    return all(member in agreed for cell in extract.cells or [] for member in cell)


def earlier(acting: Acting) -> list[ResearchExtract]:
    """Return every extract that was approved, of any cohort: a researcher may hold them all."""
    query = select(ResearchExtract).where(ResearchExtract.approved_at.is_not(None))
    return list(acting.session.scalars(narrow(query, acting, ResearchExtract, DataClass.OUTCOMES)))


def _agreed(acting: Acting, cohort_id: UUID) -> dict[UUID, UUID]:
    """Return pathway and person of whoever's last answer on anonymous evaluation is a live yes."""
    query = (
        select(Consent, Pathway.id, Pathway.person_id)
        .join(Pathway, Pathway.id == Consent.pathway_id)
        .join(Person, Person.id == Pathway.person_id)
        .join(Cohort, Cohort.id == Pathway.cohort_id)
        .where(
            Pathway.cohort_id == cohort_id,
            Consent.purpose == ConsentPurpose.RESEARCH,
            Pathway.is_sealed.is_(False),
            Person.is_blocked.is_(False),
            not_erased(Pathway),
        )
        .order_by(Consent.given_at, Consent.created_at)
    )
    found: dict[UUID, UUID] = {}
    seen = narrow(query, acting, Cohort, DataClass.OUTCOMES)
    for consent, pathway, person in acting.session.execute(seen):
        found.pop(pathway, None)
        if (
            consent.answer is ConsentAnswer.YES
            and consent.status is GrantStatus.IN_FORCE
            and consent.revoked_at is None
            and consent.expires_on >= acting.today
        ):
            found[pathway] = person
    return found


def _coarse(seen: Mapping[UUID, Seen], least: int) -> dict[UUID, Seen]:
    """Return everybody's codes at the finest level that withholds the fewest rows."""
    levels = [{key: level(codes) for key, codes in seen.items()} for level in LADDER]
    return min(levels, key=lambda one: _too_few(one.values(), least))


def _too_few(codes: Iterable[Seen], least: int) -> int:
    return sum(count for count in Counter(codes).values() if count < least)


LADDER = (
    lambda codes: codes,
    lambda codes: (codes[0], codes[1], NOT_GIVEN),
    lambda codes: (codes[0], WIDER.get(codes[1], codes[1]), NOT_GIVEN),
    lambda codes: (NOT_GIVEN, WIDER.get(codes[1], codes[1]), NOT_GIVEN),
    lambda codes: (codes[0], NOT_GIVEN, NOT_GIVEN),
    lambda _codes: (NOT_GIVEN, NOT_GIVEN, NOT_GIVEN),
)
"""From all that is known of somebody to nothing; one level holds for every row of a file."""


def _told(way: Way, today: date) -> list[str]:
    offered = way.reached[Stage.OFFERED]
    ended = [one.since for one in way.stays if one.stage in {*ENDED_OTHERWISE, Stage.GRADUATED}]
    return [
        _furthest(way),
        _span(offered, way.reached.get(Stage.ENROLLED)),
        _span(offered, ended[-1] if ended else None),
        _yes(Discipline.JOB in way.supports),
        _yes(Discipline.PSYCHOLOGY in way.supports),
        _offence(way, offered, today),
    ]


def _furthest(way: Way) -> str:
    if Stage.GRADUATED in way.reached:
        return "completed"
    if way.stays and way.stays[-1].stage in ENDED_OTHERWISE:
        return "ended"
    return "enrolled" if Stage.ENROLLED in way.reached else "offered"


def _span(since: date, until: date | None) -> str:
    if until is None:
        return ""
    return next((words for months, words in SPANS if until < add_months(since, months)), LONGER)


def _offence(way: Way, since: date, today: date) -> str:
    end = add_months(since, YEAR)
    if way.offended_on is not None and since <= way.offended_on < end:
        return "yes"
    return "no" if end <= today else "not followed for so long"


def _yes(holds: bool) -> str:  # noqa: FBT001 - one fact as a code
    return "yes" if holds else "no"


def _hash(person: UUID) -> str:
    return hmac.digest(vault().secret("extracts"), person.bytes, "sha256").hex()[:32]


def cells_of(extracts: Sequence[ResearchExtract]) -> list[tuple[int, Sequence[Sequence[str]]]]:
    """Return of each extract its least and its cells, as the rule of differencing reads them."""
    return [(one.least, one.cells or []) for one in extracts]
