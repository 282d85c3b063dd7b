"""Pages that write one row where no machine stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import sight
from dmi.callin.acts.meetings import attach_safety_plan, guarantee_safe_passage
from dmi.callin.acts.people import mark_attendance, record_warrant_check
from dmi.callin.forms import meetings as forms
from dmi.callin.models.meeting import Listing, Meeting
from dmi.callin.views.pages import ORGANISERS, bp
from dmi.kernel.refusals import Faults, Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.store.base import Record
from dmi.web.forms import PageForm
from dmi.web.guard import acting, page
from dmi.web.rows import href_of
from dmi.web.sentences import condition_of
from dmi.web.steps import TITLES

PROSECUTORS = frozenset({Role.PROSECUTOR})


def _back_of(row: Any) -> str:
    return href_of(row.meeting if isinstance(row, Listing) else row)


@dataclass(frozen=True, slots=True)
class WritePage:
    """One page with one form: for whom, about what, which act it takes and where it leads."""

    name: str
    label: str
    model: type[Record]
    data_class: DataClass
    form: type[PageForm]
    roles: frozenset[Role]
    deed: Callable[..., Any]
    back: Callable[[Any], str] = _back_of

    def register(self) -> None:
        """Register the page under the row that it is about."""

        def view(row_id: UUID) -> ResponseReturnValue:
            return _taken(self, row_id)

        page(
            bp,
            f"/{self.model.__slug__}/<uuid:row_id>/{self.name.replace('_', '-')}",
            reads=self.data_class,
            methods=("GET", "POST"),
            roles=self.roles,
            endpoint=self.name,
        )(view)


def _taken(one: WritePage, row_id: UUID) -> ResponseReturnValue:
    current = acting()
    row: Any = sight.fetch(current, one.model, row_id, one.data_class)
    current.saw(one.data_class, row.id)
    form = one.form()
    form.at, form.today, form.zone = current.at, current.today, current.zone
    form.fill(current, row)
    if not form.is_submitted():
        return _shown(one, row, form)
    if not form.validate():
        return _shown(one, row, form), 400
    try:
        one.deed(current, row, **form.kept(current, row))
    except Unmet as refusal:
        return _shown(one, row, form, refusal.gaps), refusal.status
    except Faults as refusal:
        _blame(form, refusal.faults)
        return _shown(one, row, form), refusal.status
    flash(_("Written down: %(what)s.", what=_(one.label)), "ok")
    return redirect(one.back(row), 303)


def _blame(form: PageForm, faults: Mapping[str, list[str]]) -> None:
    for name, found in faults.items():
        form[name].errors = [*form[name].errors, *(_(fault) for fault in found)]


def _shown(one: WritePage, row: Any, form: PageForm, gaps: tuple[UnmetCondition, ...] = ()) -> str:
    naming = TITLES.get(type(row))
    title = naming(acting(), row) if naming else ""
    return render_template(
        "steps/step.html",
        step_label=_(one.label),
        row_title=title,
        row_facts=[],
        crumbs=[(title, _back_of(row))] if title else [],
        form=form,
        conditions=[condition_of(gap) for gap in gaps],
        blocked=False,
        danger=False,
        two_people=None,
        back_href=one.back(row),
        pending=[],
    )


PAGES = (
    WritePage(
        "guarantee_safe_passage",
        N_("Guarantee safe passage"),
        Meeting,
        DataClass.LETTERS,
        forms.SafePassageForm,
        PROSECUTORS,
        guarantee_safe_passage,
    ),
    WritePage(
        "attach_safety_plan",
        N_("Attach the safety plan"),
        Meeting,
        DataClass.MEETINGS,
        forms.SafetyPlanForm,
        ORGANISERS,
        attach_safety_plan,
    ),
    WritePage(
        "check_warrants",
        N_("Record the check for warrants"),
        Pathway,
        DataClass.PATHWAY_STAGE,
        forms.WarrantCheckForm,
        PROSECUTORS | {Role.POLICE_ANALYST},
        record_warrant_check,
    ),
    WritePage(
        "mark_attendance",
        N_("Mark the attendance"),
        Listing,
        DataClass.ATTENDANCE,
        forms.MarkAttendanceForm,
        ORGANISERS,
        mark_attendance,
    ),
)
for _one in PAGES:
    _one.register()
