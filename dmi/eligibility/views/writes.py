"""Pages of what is written down beside the steps: answers, declarations, overrides."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import sight
from dmi.eligibility.acts import deciding
from dmi.eligibility.acts import reviewing as acts
from dmi.eligibility.forms import ConflictForm, OverrideForm
from dmi.eligibility.models.decision import Override
from dmi.eligibility.models.review import Review
from dmi.eligibility.queries import reviewing
from dmi.eligibility.views.pages import bp, review_title
from dmi.eligibility.words import Answer, CriterionKind
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.profiles.words import Aggravator
from dmi.web import drafts
from dmi.web.choices import ChoiceField, label_of
from dmi.web.forms import PageForm
from dmi.web.frame import language
from dmi.web.guard import acting, page

GIVERS = frozenset({Role.POLICE_ANALYST, Role.PROSECUTOR})
PROSECUTORS = frozenset({Role.PROSECUTOR})
BOTH = ("GET", "POST")


@page(bp, "/reviews/<uuid:row_id>/answers", reads=DataClass.OPINIONS, methods=BOTH, roles=GIVERS)
def answers(row_id: UUID) -> ResponseReturnValue:
    """Answer every question and aggravator on one page."""
    row = _review(row_id, DataClass.OPINIONS)
    form = _answers_form(row)
    if form.validate_on_submit():
        given = form.values()
        acts.answer_criteria(
            acting(),
            row,
            answers={name[2:]: v for name, v in given.items() if name[:2] == "q_" and v},
            aggravators={
                Aggravator(name[2:]): v for name, v in given.items() if name[:2] == "a_" and v
            },
        )
        return _back(row, _("The answers are on file."))
    return _shown(row, form, _("Answer the questions"))


@page(bp, "/reviews/<uuid:row_id>/conflict", reads=DataClass.OPINIONS, methods=BOTH, roles=GIVERS)
def conflict(row_id: UUID) -> ResponseReturnValue:
    """Declare a conflict of one's own, or that there is none."""
    row = _review(row_id, DataClass.OPINIONS)
    form = drafts.begin(ConflictForm, acting(), row)
    kept = drafts.answer(acting(), row, form, _("Declare a conflict"))
    if kept is not None:
        return kept
    if form.validate_on_submit():
        acts.declare_conflict(acting(), row, text=form.text.data or "")
        return _back(row, _("Your declaration is on file."))
    return _shown(row, form, _("Declare a conflict"))


@page(
    bp, "/reviews/<uuid:row_id>/override", reads=DataClass.DECISION, methods=BOTH, roles=PROSECUTORS
)
def override(row_id: UUID) -> ResponseReturnValue:
    """Ask a second prosecutor to set an exclusion aside."""
    row = _review(row_id, DataClass.DECISION)
    form = drafts.begin(OverrideForm, acting(), row)
    kept = drafts.answer(acting(), row, form, _("Set an exclusion aside"))
    if kept is not None:
        return kept
    form.criterion_id.offer(
        (one.id, _text_of(one))
        for one in reviewing.criteria_of(acting(), row.criteria_version_id)
        if one.kind is CriterionKind.EXCLUSION
    )
    if form.validate_on_submit():
        deciding.request_override(acting(), row, **form.values())
        return _back(row, _("Asked. It counts once a second prosecutor signs it."))
    return _shown(row, form, _("Set an exclusion aside"))


@page(
    bp,
    "/overrides/<uuid:row_id>/confirm",
    reads=DataClass.DECISION,
    methods=BOTH,
    roles=PROSECUTORS,
)
def confirm_override(row_id: UUID) -> ResponseReturnValue:
    """Sign the override of a colleague as the second prosecutor."""
    found = sight.fetch(acting(), Override, row_id, DataClass.DECISION)
    row = _review(found.review_id, DataClass.DECISION)
    form = PageForm()
    if form.validate_on_submit():
        deciding.confirm_override(acting(), found)
        return _back(row, _("Signed. The exclusion no longer stands in the way."))
    reason = [(found.criterion.code, _text_of(found.criterion)), (_("Reason"), found.reason)]
    return _shown(row, form, _("Sign as the second prosecutor"), reason)


def _review(row_id: UUID, data_class: DataClass) -> Review:
    row = sight.fetch(acting(), Review, row_id, data_class)
    acting().saw(data_class, row.id)
    return row


def _answers_form(row: Review) -> PageForm:
    """Return a form with a question of each kind; what was answered stands in it already."""
    current = acting()
    criteria = reviewing.criteria_of(current, row.criteria_version_id)
    given = reviewing.answers_of(current, row.id)
    letters = reviewing.aggravators_of(current, row.id)
    fields: dict[str, Any] = {
        f"q_{one.code}": ChoiceField(_text_of(one), Answer, needed=False) for one in criteria
    }
    fields |= {
        f"a_{letter.value}": ChoiceField(
            _("Aggravating: %(what)s", what=label_of(letter)), Answer, needed=False
        )
        for letter in Aggravator
    }
    standing = {f"q_{one.code}": given[one.id].value for one in criteria if one.id in given}
    standing |= {f"a_{letter}": answer.value for letter, answer in letters.items()}
    made: PageForm = type("AnswersForm", (PageForm,), fields)(data=standing)
    made.today, made.zone, made.at = current.today, current.zone, current.at
    return made


def _text_of(criterion: Any) -> str:
    return str(criterion.text_en if language() == "en" else criterion.text_es)


def _shown(
    row: Review, form: PageForm, heading: str, facts: list[tuple[str, str]] | None = None
) -> ResponseReturnValue:
    shown = render_template(
        "eligibility/write.html",
        heading=heading,
        form=form,
        facts=facts or [],
        title=review_title(acting(), row),
        back_href=url_for("eligibility.review", row_id=row.id),
    )
    return (shown, 400) if form.errors else shown


def _back(row: Review, said: str) -> ResponseReturnValue:
    flash(said, "ok")
    return redirect(url_for("eligibility.review", row_id=row.id), 303)
