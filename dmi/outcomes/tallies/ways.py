"""How people went through a cohort, as the moves tell it; nobody is named or can be opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from sqlalchemy import and_, select

from dmi.access.acting import Acting
from dmi.access.models.records import Move
from dmi.access.sight import fetch, narrow
from dmi.kernel.local_time import local_day
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.states import Stage
from dmi.support.models.enrolment import Enrolment
from dmi.support.models.session import SessionFact
from dmi.support.words import Discipline, SessionKept
from dmi.territory.models.cohort import Cohort
from dmi.violations.models.finding import Appeal, Finding
from dmi.violations.models.report import ViolationReport
from dmi.violations.rules import NEW_OFFENCES, is_final
from dmi.violations.words import FindingOutcome


@dataclass(frozen=True, slots=True)
class Stay:
    """How long somebody stood at a stage; ``until`` is nothing while they still do."""

    stage: Stage
    since: date
    until: date | None


@dataclass(slots=True)
class Way:
    """What one person came to, and when.

    ``offended_on`` is the first day of a new offence that a final finding holds to be founded.
    """

    reached: dict[Stage, date] = field(default_factory=dict)
    stays: list[Stay] = field(default_factory=list)
    supports: set[Discipline] = field(default_factory=set)
    offended_on: date | None = None


def cohorts(acting: Acting) -> list[Cohort]:
    """Return the cohorts whose figures this reader may know, the newest call-in first."""
    query = narrow(select(Cohort), acting, Cohort, DataClass.OUTCOMES)
    ordered = query.order_by(Cohort.callin_on.desc().nulls_last(), Cohort.name)
    found = list(acting.session.scalars(ordered))
    acting.saw(DataClass.OUTCOMES, *(one.id for one in found))
    return found


def cohort(acting: Acting, row_id: UUID) -> Cohort:
    """Return one cohort whose figures this reader may know."""
    found = fetch(acting, Cohort, row_id, DataClass.OUTCOMES)
    acting.saw(DataClass.OUTCOMES, found.id)
    return found


def programme_name(acting: Acting) -> str:
    """Return the name under which the public knows the programme: that of the newest call-in."""
    return next((one.public_programme_name for one in cohorts(acting)), "")


def called_between(acting: Acting, first: date, last: date) -> list[Cohort]:
    """Return the cohorts whose call-in was held in these days."""
    query = select(Cohort).where(Cohort.callin_on >= first, Cohort.callin_on <= last)
    query = narrow(query, acting, Cohort, DataClass.OUTCOMES)
    return list(acting.session.scalars(query.order_by(Cohort.callin_on, Cohort.name)))


def ways_of(acting: Acting, cohorts_read: Iterable[UUID]) -> dict[UUID, dict[UUID, Way]]:
    """Return everybody's way by cohort and pathway; whoever was placed without a move counts."""
    query = (
        select(
            Pathway.cohort_id,
            Pathway.id,
            Pathway.stage,
            Move.seq,
            Move.to_status,
            Move.at,
            Move.reverses_seq,
        )
        .join(Cohort, Cohort.id == Pathway.cohort_id)
        .outerjoin(Move, and_(Move.object_ref == Pathway.id, Move.machine == Pathway.__machine__))
        .where(Pathway.cohort_id.in_(list(cohorts_read)))
        .order_by(Pathway.id, Move.seq)
    )
    # The cohort is what is read: its people are counted under the class of figures.
    seen = narrow(query, acting, Cohort, DataClass.OUTCOMES)
    moves: dict[UUID, list[tuple[int, str, datetime, int | None]]] = {}
    found: dict[UUID, dict[UUID, Way]] = {}
    stands: dict[UUID, Stage] = {}
    of_pathway: dict[UUID, UUID] = {}
    for cohort_id, pathway, stage, seq, status, at, reverses in acting.session.execute(seen):
        of_pathway[pathway], stands[pathway] = cohort_id, stage
        if seq is not None:
            moves.setdefault(pathway, []).append((seq, status, at, reverses))
    for pathway, cohort_id in of_pathway.items():
        way = _way(moves.get(pathway, []), acting.zone)
        way.reached.setdefault(stands[pathway], acting.today)
        found.setdefault(cohort_id, {})[pathway] = way
    return found


def came_to(acting: Acting, market_id: UUID, stages: Iterable[Stage]) -> dict[Stage, int]:
    """Return how many people of all cohorts of a market came to each stage."""
    query = select(Cohort.id).where(Cohort.market_id == market_id)
    waves = acting.session.scalars(narrow(query, acting, Cohort, DataClass.OUTCOMES)).all()
    people = [way for group in ways_of(acting, waves).values() for way in group.values()]
    return {stage: sum(stage in way.reached for way in people) for stage in stages}


def _way(moves: Sequence[tuple[int, str, datetime, int | None]], zone: str) -> Way:
    """Follow the moves that stand: an undone one never happened, nor did its undoing."""
    undone = {reverses for *_rest, reverses in moves if reverses is not None}
    steps: list[tuple[Stage, date]] = []
    for seq, status, at, reverses in moves:
        if seq in undone or reverses is not None:
            continue
        if not steps or steps[-1][0] != status:
            steps.append((Stage(status), local_day(at, zone)))
    way = Way()
    for stage, day in steps:
        way.reached.setdefault(stage, day)
    way.stays = [Stay(one, since, until) for (one, since), (_next, until) in pairwise(steps)]
    if steps:
        way.stays.append(Stay(*steps[-1], None))
    return way


def add_supports(acting: Acting, cohort_id: UUID, ways: dict[UUID, Way]) -> None:
    """Note which kinds of sessions somebody came to; no word of a session is read."""
    query = (
        select(Enrolment.pathway_id, SessionFact.kind)
        .join(SessionFact, SessionFact.enrolment_id == Enrolment.id)
        .join(Pathway, Pathway.id == Enrolment.pathway_id)
        .join(Cohort, Cohort.id == Pathway.cohort_id)
        .where(
            Pathway.cohort_id == cohort_id,
            SessionFact.happened,
            SessionFact.attended != SessionKept.ABSENT,
        )
        .distinct()
    )
    seen = narrow(query, acting, Cohort, DataClass.OUTCOMES)
    for pathway, kind in acting.session.execute(seen):
        ways[pathway].supports.add(kind)


def add_offences(acting: Acting, cohort_id: UUID, ways: dict[UUID, Way]) -> None:
    """Note new offences that a founded finding holds which nobody can change any more."""
    query = (
        select(
            ViolationReport.pathway_id,
            ViolationReport.alleged_at,
            Finding.appeal_until,
            Appeal.id,
            Appeal.outcome,
        )
        .join(Finding, Finding.report_id == ViolationReport.id)
        .outerjoin(Appeal, Appeal.finding_id == Finding.id)
        .join(Pathway, Pathway.id == ViolationReport.pathway_id)
        .join(Cohort, Cohort.id == Pathway.cohort_id)
        .where(
            Pathway.cohort_id == cohort_id,
            ViolationReport.kind.in_(NEW_OFFENCES),
            ViolationReport.sealed_at.is_(None),
            Finding.outcome == FindingOutcome.FOUNDED,
        )
    )
    seen = narrow(query, acting, Cohort, DataClass.OUTCOMES)
    for pathway, at, appeal_until, appeal, outcome in acting.session.execute(seen):
        stands = is_final(appeal_until, outcome, acting.today, appealed=appeal is not None)
        day, way = local_day(at, acting.zone), ways[pathway]
        if stands and (way.offended_on is None or day < way.offended_on):
            way.offended_on = day
