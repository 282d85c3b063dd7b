"""Forms of the case number, the operation, the codes and the authorisation."""

from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.evidence import queries
from dmi.evidence.detail import AUTHORISATION, CODE, OPERATION
from dmi.evidence.forms.detail import DetailForm
from dmi.evidence.words import CovertKind, GrantMode, GrantorRank, Technique
from dmi.policy.roles import Role
from dmi.profiles.words import AuthorisationRegime
from dmi.web.choices import ChoiceField, PickField, TicksField
from dmi.web.forms import PageForm
from dmi.web.naming import lazy_term
from dmi.web.texts import DayField, Line, MomentField, NumberField, Text


class RecordInvestigationForm(PageForm):
    """The case number of a cohort."""

    ruc = Line(lazy_term("case_number"), longest=20)
    ruc_override_reason = Line(
        _l("Why the check digit is right"),
        needed=False,
        description=_l("Only when the number is as the court printed it and still looks wrong."),
    )
    court = Line(_l("Court"), needed=False)
    rit = Line(lazy_term("court_number"), needed=False, longest=20)
    secrecy_until = DayField(_l("Secret until"), needed=False)


class OpenOperationForm(DetailForm):
    """An operation and the people inside its closed circle."""

    holds = OPERATION

    code = Line(_l("Code of the operation"), longest=20)
    started_on = DayField(_l("Begins on"))
    lead = PickField(_l("Who leads it"))
    cleared = TicksField(_l("Who enters the closed circle"), needed=False)
    why = Text(_l("Why they need it"), shortest=20)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the police."""
        super().fill(acting, row)
        police = queries.users_with(acting, Role.HANDLER, Role.POLICE_ANALYST)
        if "lead" in self:
            self.lead.offer(police)
        self.cleared.offer(police)


class RegisterCodeForm(DetailForm):
    """What stands for an agent."""

    holds = CODE

    code = Line(
        _l("Code"),
        longest=7,
        description=_l("AG-0000 or IN-0000: never a name or an identity number."),
    )
    kind = ChoiceField(_l("Kind"), CovertKind)
    register_ref = Line(_l("Reference in the unit's own register"), needed=False)


class RenewAuthorisationForm(DetailForm):
    """A renewal: a new record under the same regime and codes."""

    reference = Line(_l("Reference"), longest=40)
    granted_by = PickField(_l("Granted by"))
    grantor_rank = ChoiceField(_l("Rank of who granted it"), GrantorRank)
    granted_at = MomentField(_l("Granted on"), future=False)
    mode = ChoiceField(_l("How it was given"), GrantMode)
    valid_from = MomentField(_l("Valid from"))
    valid_to = MomentField(_l("Valid to"))

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the prosecutors."""
        super().fill(acting, row)
        self.granted_by.offer(queries.users_with(acting, Role.PROSECUTOR))


class CreateAuthorisationForm(RenewAuthorisationForm):
    """A prosecutor's own record of what was allowed."""

    holds = AUTHORISATION

    regime = ChoiceField(_l("Regime"), AuthorisationRegime)
    technique = ChoiceField(_l("Technique"), Technique)
    codes = Line(_l("Codes covered"), description=_l("For example AG-0012, IN-0003."))
    scope = Text(_l("What is allowed"))
    place = Line(_l("Place"), needed=False)
    police_force = Line(_l("Police unit"))
    proposed_by = Line(_l("Proposing officer"), needed=False)
    max_buys = NumberField(_l("Most buys allowed"), needed=False, whole=True, least=1)
    conditions = Text(_l("Other conditions"), needed=False)


class ReasonForm(PageForm):
    """A step that only takes its reason."""

    reason = Text(_l("Reason"), shortest=20)
