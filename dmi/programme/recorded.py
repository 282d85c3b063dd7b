"""What the records of a cohort say by themselves of the steps of the method: computed, never typed.

Nobody is named: a count is over the moves of the whole cohort, as the conditions of a step are.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from dmi.access.acting import Acting
from dmi.access.models.records import Move
from dmi.access.moves import UNDOING
from dmi.checkins.words import ContactMode
from dmi.policy.pathway import STEPS
from dmi.programme.queries import months_over, reviews_of
from dmi.programme.words_of_fidelity import RECORDED
from dmi.support.models.enrolment import Enrolment
from dmi.support.models.session import SessionFact
from dmi.territory.models.choice import MarketChoice
from dmi.territory.models.cohort import Cohort
from dmi.territory.queries.comparing import taken_back

DECIDED = ("P.decide_candidate", "P.settle_candidate")
FOUND = ("V.find_founded", "V.find_not_proven", "V.find_unfounded")
HEARD = ("V.record_account", "V.close_account_window")
PRINTED, CERTIFIED = "L.print_letter", "P.certify_evidence"
DELIVERED = ("L.deliver_letter", "L.give_up_letter", "L.record_refusal")
SERVED, SIGNED = "P.serve_letter", "P.sign_agreement"
FOR_TWO = frozenset(
    key for key, step in STEPS.items() if step.who and all(len(both) > 1 for both in step.who)
)

Firsts = Mapping[str, Mapping[UUID, datetime]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One count: of ``of`` people, steps or months ``done``; nothing to count yet where 0."""

    item: int
    sentence: str
    done: int
    of: int

    @property
    def is_done(self) -> bool:
        """Tell whether it was done every time there was something to do."""
        return self.done == self.of


def recorded(acting: Acting, cohort: Cohort) -> list[Recorded]:
    """Return what can be counted of a cohort's steps, in the order of the items."""
    people = _firsts(acting, cohort, Move.subject_id, (*DECIDED, *_OF_PEOPLE))
    reports = _firsts(acting, cohort, Move.object_ref, (*FOUND, *HEARD))
    over = months_over(acting, cohort)
    held = {one.month for one in reviews_of(acting, cohort)}
    counts = {
        "choice": _choice(acting, cohort),
        "decided": _before(people, PRINTED, DECIDED),
        "certified": _before(people, PRINTED, (CERTIFIED,)),
        "served": _served(people),
        "met": _met(acting, people[SIGNED]),
        "heard": _heard(reports),
        "months": (len(held.intersection(over)), len(over)),
        "signed": _signed(acting, cohort),
    }
    return [Recorded(*RECORDED[name], *counts[name]) for name in RECORDED]


_OF_PEOPLE = (CERTIFIED, PRINTED, *DELIVERED, SERVED, SIGNED)


def _stands() -> ColumnElement[bool]:
    """Return the condition under which a move was not taken back."""
    later = aliased(Move)
    return ~(
        select(later.id)
        .where(
            later.object_ref == Move.object_ref,
            later.machine == Move.machine,
            later.step == UNDOING,
            later.reverses_seq == Move.seq,
        )
        .exists()
    )


def _firsts(
    acting: Acting, cohort: Cohort, whose: InstrumentedAttribute[Any], keys: tuple[str, ...]
) -> Firsts:
    """Return by step, and then by person or row, when it was first taken and stands."""
    query = select(Move.machine, Move.step, whose, func.min(Move.at)).where(
        Move.cohort_id == cohort.id,
        (Move.machine + "." + Move.step).in_(keys),
        whose.is_not(None),
        _stands(),
    )
    found: dict[str, dict[UUID, datetime]] = defaultdict(dict)
    for machine, step, one, at in acting.session.execute(
        query.group_by(Move.machine, Move.step, whose)
    ):
        found[f"{machine}.{step}"][one] = at
    return found


def _before(firsts: Firsts, later: str, earlier: tuple[str, ...]) -> tuple[int, int]:
    done = 0
    for one, at in firsts[later].items():
        days = [firsts[key][one] for key in earlier if one in firsts[key]]
        done += any(day <= at for day in days)
    return done, len(firsts[later])


def _served(firsts: Firsts) -> tuple[int, int]:
    ended = {one for key in DELIVERED for one in firsts[key]}
    return len(ended & firsts[SERVED].keys()), len(ended)


def _heard(firsts: Firsts) -> tuple[int, int]:
    found = {one: at for key in FOUND for one, at in firsts[key].items()}
    heard = [
        one for one, at in found.items() if any(firsts[key].get(one, at) < at for key in HEARD)
    ]
    return len(heard), len(found)


def _met(acting: Acting, signed: Mapping[UUID, datetime]) -> tuple[int, int]:
    """Count who was met within the hours of the place; whoever still has time is not counted."""
    within = timedelta(hours=acting.number("first_meeting_within"))
    query = (
        select(Enrolment.pathway_id, func.min(SessionFact.at))
        .join(Enrolment, Enrolment.id == SessionFact.enrolment_id)
        .where(
            Enrolment.pathway_id.in_(signed),
            SessionFact.happened,
            SessionFact.mode == ContactMode.IN_PERSON,
        )
        .group_by(Enrolment.pathway_id)
    )
    met: dict[UUID, datetime] = dict(acting.session.execute(query).all())
    in_time = [one for one, at in signed.items() if one in met and met[one] <= at + within]
    due = [one for one, at in signed.items() if one in in_time or at + within < acting.at]
    return len(in_time), len(due)


def _choice(acting: Acting, cohort: Cohort) -> tuple[int, int]:
    query = select(MarketChoice).where(MarketChoice.cohort_id == cohort.id, ~taken_back())
    chosen = acting.session.scalars(query.order_by(MarketChoice.move_seq.desc())).first()
    if chosen is None:
        # A cohort that stands beyond its choice without one on record was not compared.
        return 0, int(cohort.stage not in _BEFORE_THE_CHOICE)
    least = acting.number("candidate_markets_min")
    return int(len(chosen.ranking) >= least), 1


_BEFORE_THE_CHOICE = frozenset({"PROPOSED", "COMMITTED"})


def _signed(acting: Acting, cohort: Cohort) -> tuple[int, int]:
    query = select(func.count(), func.count(Move.second_actor_id)).where(
        Move.cohort_id == cohort.id, (Move.machine + "." + Move.step).in_(FOR_TWO), _stands()
    )
    of, done = acting.session.execute(query).one()
    return done, of
