"""Forms of the activation and of the decision not to: both ask for reasons of the same length."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dmi.policy.roles import Role
from dmi.violations.queries import activation, reports
from dmi.web.choices import PickField, label_of
from dmi.web.forms import PageForm
from dmi.web.texts import Line, MomentField, Text

SHORTEST_REASONS = 50


def offer_findings(field: PickField, acting: Any, pathway_id: Any) -> None:
    """Offer the findings about one person."""
    field.offer(
        (
            one.id,
            _(
                "%(kind)s: %(outcome)s on %(day)s",
                kind=one.report.kind.value,
                outcome=label_of(one.outcome),
                day=f"{one.decided_at:%d-%m-%Y}",
            ),
        )
        for one in activation.findings_about(acting, pathway_id)
    )


class RequestActivationForm(PageForm):
    """On which finding, why, and what else was weighed."""

    finding = PickField(_l("Finding"))
    reasons = Text(_l("Reasons"), shortest=SHORTEST_REASONS)
    alternatives = Text(_l("Alternatives weighed, and why not"), shortest=SHORTEST_REASONS)
    next_steps = Text(_l("Which steps the law allows now"), longest=1000)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the findings about this person."""
        offer_findings(self.finding, acting, row.pathway_id)


class ConfirmFilingForm(PageForm):
    """Under which number it is filed, and when the defender heard of it."""

    charge_ref = Line(_l("Number of the charge"), longest=60)
    defender_notified_at = MomentField(_l("When the defender was told"), future=False)


class RefuseActivationForm(PageForm):
    """Why the case is not filed."""

    reasons = Text(_l("Reasons"), shortest=SHORTEST_REASONS)


class DecideNotToActivateForm(PageForm):
    """On which finding, why, and what else was weighed."""

    finding = PickField(_l("Finding"))
    reasons = Text(_l("Reasons"), shortest=SHORTEST_REASONS)
    alternatives = Text(_l("Alternatives weighed, and why"), shortest=SHORTEST_REASONS)
    second_by = PickField(_l("Second prosecutor who signs the paper"))

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the findings about this person and the other prosecutors."""
        offer_findings(self.finding, acting, row.pathway_id)
        others = reports.users_of(acting, Role.PROSECUTOR, without=[acting.by.id])
        self.second_by.offer((one.id, one.display_name) for one in others)
