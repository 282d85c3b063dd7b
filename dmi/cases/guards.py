"""Conditions that read the banked case, its vehicle and its clocks."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from dmi.access.guards import Gap, Look, guard
from dmi.cases.models import BankedCase
from dmi.cases.queries import (
    OPEN,
    cases_of,
    certifications_of,
    draft_notice,
    events_of,
    limitation,
    vehicle_of,
)
from dmi.cases.rules import Limitation, bars, missing_fields
from dmi.cases.words import VehicleField
from dmi.eligibility.queries.reviewing import has_aggravator
from dmi.evidence.models.investigation import Investigation
from dmi.kernel.calendar import add_months
from dmi.people.models.pathway import Pathway
from dmi.policy.states import CaseStatus, Stage
from dmi.profiles.profile import load

WITH_A_CASE = (Stage.CANDIDATE, Stage.CASE_READY)
NOTHING = "—"


def cases_at_hand(look: Look) -> list[BankedCase]:
    """Return the case itself, or those of the person whom the row is about."""
    if isinstance(look.row, BankedCase):
        return [look.row]
    return cases_of(look.acting, look.row.subject_id)


def _has(look: Look, *states: CaseStatus) -> bool:
    return any(case.status in states for case in cases_at_hand(look))


@guard("case_live")
def case_live(look: Look) -> Gap:
    """A live case stands; past its date the programme may not lean on it."""
    found = cases_at_hand(look)
    live = [case for case in found if case.status is CaseStatus.LIVE]
    if not live:
        return {"status": found[0].status if found else NOTHING}
    how = limitation(look.acting, live[0].id)
    is_over = how.newest is not None and not how.runs_on(look.acting.today)
    return {"status": CaseStatus.EXPIRED} if is_over else None


@guard("case_ended")
def case_ended(look: Look) -> Gap:
    """No case is open any more."""
    return {} if _has(look, *OPEN) or not cases_at_hand(look) else None


@guard("case_filed")
def case_filed(look: Look) -> Gap:
    """The case was filed."""
    return None if _has(look, CaseStatus.FILED) else {}


@guard("case_not_filed")
def case_not_filed(look: Look) -> Gap:
    """The case was not filed."""
    return {} if _has(look, CaseStatus.FILED) else None


@guard("case_vehicle_still_set")
def case_vehicle_still_set(look: Look) -> Gap:
    """A live case rests on a legal vehicle."""
    live = [case for case in cases_at_hand(look) if case.status is CaseStatus.LIVE]
    return None if any(vehicle_of(look.acting, case.id) for case in live) else {}


@guard("cases_all_banked")
def cases_all_banked(look: Look) -> Gap:
    """Everybody on the opportunity way has a live case."""
    live = select(BankedCase.pathway_id).where(BankedCase.status == CaseStatus.LIVE)
    query = select(func.count()).where(
        Pathway.cohort_id == look.row.id, Pathway.stage.in_(WITH_A_CASE), Pathway.id.not_in(live)
    )
    lacking = look.acting.session.scalar(query) or 0
    return {"n": lacking} if lacking else None


@guard("cases_all_ended")
def cases_all_ended(look: Look) -> Gap:
    """No case of the cohort is open."""
    query = select(func.count()).where(
        BankedCase.cohort_id == look.row.id, BankedCase.status.in_(OPEN)
    )
    standing = look.acting.session.scalar(query) or 0
    return {"n": standing} if standing else None


@guard("no_other_open_case", of_form=True)
def no_other_open_case(look: Look) -> Gap:
    """One open case for a person and a case number."""
    chosen = look.field("investigation_id")
    investigation = look.acting.session.get(Investigation, chosen) if chosen else None
    ruc = investigation.ruc if investigation else None
    held = (case for case in cases_at_hand(look) if case.status in OPEN)
    return {} if any(case.ruc == ruc for case in held) else None


@guard("vehicle_complete", of_form=True)
def vehicle_complete(look: Look) -> Gap:
    """The chosen legal vehicle has everything on file that the law asks for."""
    missing = missing_fields(load(look.acting.profile), vehicle_at_hand(look))
    return {"fields": missing} if missing else None


@guard("vehicle_allowed", of_form=True)
def vehicle_allowed(look: Look) -> Gap:
    """The law opens the chosen vehicle for this offence and these circumstances."""
    aggravated = ("yes",) if has_aggravator(look.acting, look.row.subject_id) else ()
    why = bars(
        load(look.acting.profile),
        vehicle_at_hand(look),
        look.row.offence_code,
        look.acting.today,
        aggravated,
    )
    return {"why": why} if why else None


def vehicle_at_hand(look: Look) -> Mapping[str, Any]:
    """Return the vehicle as typed for a case, or as it stands for a person."""
    if isinstance(look.row, BankedCase):
        checks = {check.value.lower() for check in look.field("checks") or ()}
        ticked = {name: name in checks for name in ("no_prior_conviction", "prior_scp_checked")}
        return {**(look.fields or {}), **ticked, "approved_by": look.acting.by.id}
    live = [case for case in cases_at_hand(look) if case.status is CaseStatus.LIVE]
    vehicle = vehicle_of(look.acting, live[0].id) if live else None
    if vehicle is None:
        return {}
    named = {field.value: getattr(vehicle, field.value, None) for field in VehicleField}
    return {**named, "approved_by": vehicle.approved_by_id}


@guard("notice_text_approved", of_form=True)
def notice_text_approved(look: Look) -> Gap:
    """A prosecutor approved what the person is told about the case."""
    stands = look.row.notice_text_approved_at is not None
    return None if stands or (look.text("notice_text") and look.field("approval")) else {}


@guard("limitation_running")
def limitation_running(look: Look) -> Gap:
    """The case could still be filed today."""
    found = _limitation(look)
    return None if found.runs_on(look.acting.today) else {"date": _shown(found)}


@guard("limitation_covers_callin")
def limitation_covers_callin(look: Look) -> Gap:
    """The newest limitation lies behind the call-in by the margin that is set."""
    margin = look.acting.number("limitation_margin")
    callin = look.row.cohort.callin_on or look.acting.today
    found = _limitation(look)
    covers = found.runs_on(max(callin, look.acting.today) + timedelta(days=margin))
    return None if covers else {"date": _shown(found), "n": margin}


@guard("newest_limitation_passed")
def newest_limitation_passed(look: Look) -> Gap:
    """The newest limitation date lies behind."""
    found = _limitation(look)
    passed = found.newest is not None and found.newest < look.acting.today
    return None if passed else {"date": _shown(found)}


@guard("limitation_not_suspended")
def limitation_not_suspended(look: Look) -> Gap:
    """Time does not stand still."""
    return {} if _limitation(look).is_suspended else None


@guard("limitation_fact_recorded")
def limitation_fact_recorded(look: Look) -> Gap:
    """A fact that moves limitation is on file."""
    return None if events_of(look.acting, look.row.id) else {}


@guard("recertified_recently")
def recertified_recently(look: Look) -> Gap:
    """A prosecutor's word on the case is younger than the months that are set."""
    months = look.acting.number("recertify_every")
    newest = certifications_of(look.acting, look.row.id)[:1]
    is_fresh = any(add_months(one.certified_on, months) >= look.acting.today for one in newest)
    return None if is_fresh else {"n": months}


@guard("notice_drafted")
def notice_drafted(look: Look) -> Gap:
    """A draft waits for its release."""
    return None if draft_notice(look.acting, look.row.pathway_id) else {}


def _limitation(look: Look) -> Limitation:
    found = cases_at_hand(look)
    live = [case for case in found if case.status is CaseStatus.LIVE] or found
    case_id: UUID | None = live[0].id if live else None
    return limitation(look.acting, case_id) if case_id else Limitation()


def _shown(found: Limitation) -> str:
    return f"{found.newest:%d-%m-%Y}" if found.newest else NOTHING
