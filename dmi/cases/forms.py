"""Forms of the banked case."""

from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.access.guards import SHORTEST_REASON
from dmi.cases.queries import defenders_of, disclosable, investigations_of
from dmi.cases.words import ClosureReason, LimitationEventKind, NoticeApproval, VehicleCheck
from dmi.eligibility.rules import FACTS_CHARS
from dmi.profiles.profile import load
from dmi.profiles.words import OffenceCode, VehicleKind
from dmi.web.choices import PickField, TicksField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Line, NumberField, Text

LONGEST_TERM = 600
SHIELDS_NOBODY = _l(
    "An open, uncharged investigation shields nobody: limitation keeps running and the "
    "person may ask a judge to set a term."
)
OF_SOME_VEHICLES = (
    *("formalised_on", "resolved_on", "court", "rit", "defender_name", "term_months", "checks"),
    *("diagnostic_report", "next_hearing_on", "regional_approval_no", "penalty_stated"),
)


class OpenCaseForm(PageForm):
    """Under which case number and for which offence."""

    investigation_id = PickField(_l("Case number"))
    offence_code = PickField(_l("Offence"), OffenceCode)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the case numbers of the person's linked buys."""
        found = investigations_of(acting, row.id)
        self.investigation_id.offer((one.id, one.ruc) for one in found)


class CertifyCaseForm(PageForm):
    """A prosecutor's word, with a note if one is needed."""

    note = Text(_l("Note"), needed=False)


class ReasonForm(PageForm):
    """A step that asks for its reason alone."""

    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)


class BankCaseForm(PageForm):
    """The legal vehicle with what the law asks for, and what the person will be told."""

    kind = PickField(_l("Legal vehicle"), VehicleKind)
    reference = Line(_l("Reference"))
    formalised_on = DayField(_l("Formal charge on"), needed=False, future=False)
    resolved_on = DayField(_l("Judge's resolution of"), needed=False, future=False)
    court = Line(_l("Court"), needed=False)
    rit = Line(_l("Court's case number"), needed=False)
    defender_name = Line(_l("Defender"), needed=False)
    term_months = NumberField(
        _l("Term"), needed=False, unit="m", whole=True, least=1, most=LONGEST_TERM
    )
    checks = TicksField(_l("Checked"), VehicleCheck, needed=False)
    diagnostic_report = Line(_l("Diagnostic report"), needed=False)
    next_hearing_on = DayField(_l("Next hearing on"), needed=False, past=False)
    regional_approval_no = Line(_l("Regional prosecutor's approval number"), needed=False)
    penalty_stated = Line(_l("Penalty stated in this case"), needed=False)
    conditions = Text(_l("Conditions"), needed=False)
    notice_text = Text(_l("What the person is told about the case"))
    approval = PickField(_l("Approval of this text"), NoticeApproval)

    def fill(self, acting: Any, row: Any) -> None:
        """Ask for what the vehicles of the place need on file, and for nothing else."""
        del row
        vehicles = load(acting.profile).vehicles.values()
        asked = {name for one in vehicles for name in one.required}
        checks = [one for one in self.checks.choices if one.value.lower() in asked]
        self.checks.choices = checks
        asked |= {"checks"} if checks else set()
        if any(one.needs_penalty_when_aggravated for one in vehicles):
            asked.add("penalty_stated")
        for name in OF_SOME_VEHICLES:
            if name in self and name not in asked:
                del self[name]
        if any(one.has_standing_warning for one in vehicles):
            self.kind.description = SHIELDS_NOBODY

    def values(self) -> dict[str, Any]:
        """Return what was typed; a term is a whole number of months."""
        found = super().values()
        months = found.get("term_months")
        if months is not None:
            found["term_months"] = int(months)
        return found


class CloseOtherwiseForm(PageForm):
    """Why and when."""

    closure_reason = PickField(_l("Reason"), ClosureReason)
    closed_on = DayField(_l("Closed on"), future=False)
    reason = Text(_l("Note"), needed=False)


class NewFactsForm(PageForm):
    """The new facts on which another look rests."""

    new_facts = Text(_l("New facts"), shortest=FACTS_CHARS)


class LimitationEventForm(PageForm):
    """A fact that moves limitation."""

    kind = PickField(_l("What happened"), LimitationEventKind)
    on = DayField(_l("Began on"), future=False)
    ended_on = DayField(_l("Ended on"), needed=False, future=False)
    source = Line(_l("Source"))


class DiscloseForm(PageForm):
    """To whom, what, and on what ground."""

    to_user_id = PickField(_l("Defender"))
    items = TicksField(_l("Items handed over"), needed=False)
    why = Text(_l("Legal ground"))

    def fill(self, acting: Any, row: Any) -> None:
        """Offer defenders with a mandate and what hangs on this person, one by one."""
        self.to_user_id.offer(defenders_of(acting, row.id))
        self.items.offer(disclosable(acting, row.id))
