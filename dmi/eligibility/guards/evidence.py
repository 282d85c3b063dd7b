"""Conditions that read what was collected and what a prosecutor certified."""

from sqlalchemy import func, select

from dmi.access.guards import SHORTEST_REASON, Gap, Look, guard
from dmi.eligibility.queries.evidence import (
    certificate_of,
    earliest_counter_sample,
    evidence_picture,
    is_an_item_gone,
)
from dmi.eligibility.queries.reviewing import criteria_in_force
from dmi.eligibility.words import Weakness
from dmi.people.models.pathway import Pathway
from dmi.policy.states import Stage

BEFORE_CERTIFICATE = (Stage.NOMINATED, Stage.IDENTIFIED, Stage.BUILDING)
BEFORE_DECISION = (Stage.EVIDENCE_READY, Stage.IN_REVIEW, Stage.DISPUTED)
ALL = 100


@guard("evidence_sufficient", of_form=True)
def evidence_sufficient(look: Look) -> Gap:
    """Enough usable buys, recorded and analysed, or a reasoned exception of the certifier."""
    if len(look.text("exception_reason")) >= SHORTEST_REASON:
        return None
    picture = evidence_picture(look.acting, look.row.id)
    missing = picture.shortfalls(look.acting.number("usable_buys_min"))
    return {"missing": missing} if missing else None


@guard("case_evidence_still_sufficient")
def case_evidence_still_sufficient(look: Look) -> Gap:
    """What was certified still stands: sample, items and buys."""
    found = weaknesses(look)
    return {"why": found} if found else None


def weaknesses(look: Look) -> list[Weakness]:
    """Return what became weaker since the certificate."""
    subject, acting = look.row.subject_id, look.acting
    certificate = certificate_of(acting, subject)
    if certificate is None:
        return [Weakness.CERTIFICATE]
    picture = evidence_picture(acting, subject)
    kept_until = earliest_counter_sample(acting, subject)
    lacking = {
        Weakness.BUYS: picture.usable < int(certificate.met.get("usable", 0)),
        Weakness.COUNTER_SAMPLE: kept_until is not None and kept_until < acting.today,
        Weakness.ITEM_GONE: is_an_item_gone(acting, subject),
    }
    return [weakness for weakness, is_lacking in lacking.items() if is_lacking]


@guard("evidence_share_reached")
def evidence_share_reached(look: Look) -> Gap:
    """The cohort's people are certified or taken off, up to the share that is set."""
    query = select(Pathway.stage, func.count()).where(Pathway.cohort_id == look.row.id)
    rows = look.acting.session.execute(query.group_by(Pathway.stage))
    counts: dict[Stage, int] = {stage: number for stage, number in rows}  # noqa: C416 - typed rows
    everybody = sum(counts.values())
    waiting = sum(counts.get(stage, 0) for stage in BEFORE_CERTIFICATE)
    share = ALL * (everybody - waiting) // everybody if everybody else 0
    wanted = look.acting.number("evidence_share_for_review")
    return {"pct": share, "min": wanted} if share < wanted else None


@guard("criteria_current")
def criteria_current(look: Look) -> Gap:
    """A version of the questions is in force."""
    return None if criteria_in_force(look.acting) else {}


@guard("decisions_all_signed")
def decisions_all_signed(look: Look) -> Gap:
    """Nobody in the cohort still waits for a decision."""
    query = select(func.count()).where(
        Pathway.cohort_id == look.row.id, Pathway.stage.in_(BEFORE_DECISION)
    )
    waiting = look.acting.session.scalar(query) or 0
    return {"n": waiting} if waiting else None
