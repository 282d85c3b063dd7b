"""What the end of a way puts into its papers, in the person's language."""

from datetime import date

from flask_babel import force_locale
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.papers import Wording
from dmi.cases.models import BankedCase
from dmi.closing import queries
from dmi.closing.models import GraduationReview, Lapse
from dmi.kernel.calendar import add_months
from dmi.policy.states import CaseStatus
from dmi.profiles.words import PaperId
from dmi.support.models.enrolment import Enrolment
from dmi.violations.queries import activation, papers
from dmi.violations.views.wordings import addressed, post_of, shown
from dmi.web.sentences import word


def certificate_wording(acting: Acting, review: GraduationReview) -> Wording:
    """Return P16: a neutral certificate that betrays nothing."""
    values, language = addressed(acting, review.subject_id)
    enrolled = acting.session.get(Enrolment, review.enrolment_id)
    values |= {
        "start_date": shown(acting, enrolled.started_on if enrolled else None),
        "end_date": shown(acting, review.on),
        "achievements_text": review.achievements or "",
    }
    conditions = frozenset({"achievements"}) if review.achievements else frozenset()
    return Wording(PaperId("P16"), values, conditions, language)


def lapse_wording(acting: Acting, lapse: Lapse) -> Wording:
    """Return P13: the case has ended, and what that changes."""
    case = lapse.case
    _values, language = addressed(acting, case.pathway_id)
    with force_locale(language):
        values, _language = addressed(acting, case.pathway_id)
        values |= _lapse_values(acting, lapse)
    return Wording(
        PaperId("P13"),
        values,
        frozenset({_closure(lapse)}),
        language,
        head_name=values.get("person_name", ""),
        waits_for="" if lapse.released_at else "lapse_notice_released",
    )


def _closure(lapse: Lapse) -> str:
    if lapse.court_dismissal_on is not None:
        return "dismissed"
    return {
        CaseStatus.EXPIRED: "expired",
        CaseStatus.CLOSED_BY_COMPLETION: "completed",
    }.get(lapse.case.status, "other_closure")


def _ended_on(lapse: Lapse) -> date | None:
    case: BankedCase = lapse.case
    return lapse.court_dismissal_on or case.closed_on or case.expired_on


def _lapse_values(acting: Acting, lapse: Lapse) -> dict[str, str]:
    case = lapse.case
    ended = _ended_on(lapse)
    signing = activation.user_of(acting, lapse.released_by_id)
    contact = papers.contact_of(acting, case.pathway_id)
    months = acting.number("retention_declined_months")
    purge = case.pathway.purge_on or (add_months(ended, months) if ended else None)
    reason = word(case.closure_reason) if case.closure_reason else ""
    return {
        "closure_date": shown(acting, ended),
        "closure_act_text": f"{reason}." if reason else str(_("the case has ended.")),
        "contact_name": contact.display_name if contact else acting.by.name,
        "contact_phone": acting.setting("switchboard_phone"),
        "purge_date": shown(acting, purge),
        "prosecutor_office": papers.office_of(acting, signing),
        "guarantor_name": signing.display_name if signing else "",
        "guarantor_post": post_of(signing, str(_("Prosecutor"))) if signing else "",
    }


def lapse_is_due(acting: Acting, case: BankedCase) -> bool:
    """Tell whether a case may have its closing letter drafted."""
    return case.status in (*queries.ENDED, CaseStatus.LIVE) and (
        queries.lapse_of(acting, case) is None
    )
