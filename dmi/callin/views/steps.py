"""Step pages of the call-in."""

from typing import Any

from flask_babel import gettext as _

import dmi.callin.acts.deliveries
import dmi.callin.acts.letters
import dmi.callin.acts.press_run
import dmi.callin.views.batch
import dmi.callin.views.letter
import dmi.callin.views.meeting
import dmi.callin.views.sheets
import dmi.callin.views.writes  # noqa: F401 - registers its pages
from dmi.access.acting import Acting
from dmi.callin.forms import letters as letter_forms
from dmi.callin.forms import meetings as forms
from dmi.callin.models.attendance import Attendance, MakeUp
from dmi.callin.models.delivery import DeliveryRound
from dmi.callin.models.letter import Letter, Release
from dmi.callin.models.meeting import Listing, Meeting
from dmi.callin.queries.wording import names_of
from dmi.callin.views.pages import bp
from dmi.people.models.pathway import Pathway
from dmi.territory.models.cohort import Cohort
from dmi.web.frame import moment
from dmi.web.rows import href_of
from dmi.web.sentences import word
from dmi.web.steps import FACTS, TITLES, StepPages
from dmi.web.undoing import undo_page

steps = StepPages(bp)
undo_page(steps, Letter)
undo_page(steps, DeliveryRound)
undo_page(steps, Meeting)


def _to_meeting(row: Any, _result: Any) -> str:
    return href_of(row.meeting if hasattr(row, "meeting") else row.attendance.meeting)


steps.add("N.plan_meeting", Cohort, forms.PlanMeetingForm)
steps.add("N.end_meeting", Meeting, forms.EndMeetingForm)
steps.add("N.sign_ledger", Meeting, final=True)
steps.add("N.debrief_meeting", Meeting, forms.DebriefMeetingForm)
steps.add("N.call_off_meeting", Meeting, forms.ReasonForm)
steps.add(
    "Y.list_person",
    Pathway,
    forms.ListPersonForm,
    back=lambda _row, listing: href_of(listing.meeting),
)
steps.add("Y.take_off_list", Listing, forms.ReasonForm, back=_to_meeting)
steps.add("L.draft_letter", Listing, letter_forms.DraftLetterForm)
steps.add("MU.offer_make_up", Attendance, forms.OfferMakeUpForm, back=_to_meeting)
steps.add("MU.hold_make_up", MakeUp, forms.HoldMakeUpForm, back=_to_meeting)
steps.add("MU.miss_make_up", MakeUp, back=_to_meeting)
steps.add("MU.cancel_make_up", MakeUp, forms.ReasonForm, back=_to_meeting)
steps.add("RE.release_facts", Pathway, letter_forms.ReleaseFactsForm)
steps.add("RE.revoke_release", Release, forms.ReasonForm)
steps.add("L.approve_letter", Letter)
steps.add("L.print_letter", Letter)
steps.add("L.reprint_letter", Letter, forms.ReasonForm)
steps.add("L.hand_out_letter", Letter, letter_forms.PairForm)
steps.add("L.recall_letter", Letter, letter_forms.RecallLetterForm)
steps.add("L.void_letter", Letter, forms.ReasonForm)
steps.add("D.record_service", DeliveryRound, letter_forms.RecordServiceForm)
steps.add("D.record_attempt", DeliveryRound, letter_forms.RecordAttemptForm)
steps.add("D.record_refused_service", DeliveryRound, letter_forms.RecordRefusedServiceForm)
steps.add("D.exhaust_delivery", DeliveryRound)
steps.add("D.stop_delivery", DeliveryRound, letter_forms.StopDeliveryForm)
steps.add("D.resume_delivery", DeliveryRound, letter_forms.ResumeDeliveryForm)
steps.add("P.plan_delivery_again", Pathway, letter_forms.PlanDeliveryAgainForm)
steps.add("P.cancel_invitation", Pathway, forms.ReasonForm)
steps.add("P.accept_excuse", Pathway, forms.AcceptExcuseForm)
steps.add("P.miss_make_up", Pathway)
steps.add("P.review_again", Pathway, letter_forms.ReviewAgainForm)


def _meeting_title(_acting: Acting, row: Meeting) -> str:
    return f"{word(row.kind)} · {moment(row.held_at or row.proposed_at)}"


def _person_title(current: Acting, row: Any) -> str:
    names = names_of(current, [row.subject_id])
    return names.get(row.subject_id, "")


def _letter_title(current: Acting, row: Letter) -> str:
    return str(_("Letter to %(name)s", name=_person_title(current, row)))


TITLES[Meeting] = _meeting_title
TITLES[Letter] = _letter_title
for _model in (Listing, Attendance, MakeUp, Release, DeliveryRound):
    TITLES[_model] = _person_title
FACTS[Meeting] = lambda _acting, row: [
    (_("Place"), f"{row.venue}, {row.address}"),
    (_("Seats"), str(row.capacity)),
    (_("State"), word(row.status)),
]
FACTS[Letter] = lambda _acting, row: [
    (_("Version"), str(row.version)),
    (_("State"), word(row.status)),
]
