"""Pages of comparing many small units: asked for under a locked plan, and read as stored."""

import json
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.outcomes import queries
from dmi.outcomes.acts.blocks import ask_blocks
from dmi.outcomes.acts.counting import UNDER_WAY
from dmi.outcomes.disclosure import Openness, openness
from dmi.outcomes.forms.blocks import AnotherBlocksForm, BlocksForm
from dmi.outcomes.models.blocks import BlockAnalysis
from dmi.outcomes.views import telling
from dmi.outcomes.views.room import COUNTS, PLAN_READERS, asked, bp, prepared
from dmi.policy.classes import DataClass
from dmi.web.guard import acting, page

EXACT_READERS = frozenset(role for role in PLAN_READERS if openness(role) is Openness.EXACT)
"""Counts of a few blocks are small: whoever is not given small counts is given none of these."""


FAULTS = {
    "E_COLUMN": N_("A column that the specification names is not there, or stands there twice."),
    "E_CELL": N_("A cell of the file cannot be read."),
    "E_PERIOD": N_("A period of the specification is not in the file, or a cell is none."),
    "E_DUPKEY": N_("This block and period stand already further up."),
    "E_GAP": N_("A block has no row for some period, and a missing count is not taken for zero."),
    "E_SHORT": N_("The spans that are matched reach behind the first period."),
    "E_NOCONTROL": N_("Every block is treated: none is left to compare with."),
}


@page(
    bp, "/evaluation-plans/<uuid:row_id>/compare-blocks", methods=("GET", "POST"), declared=COUNTS
)
def compare_blocks(row_id: UUID) -> ResponseReturnValue:
    """Fix what is matched and scored, and ask for it."""
    current = acting()
    plan = queries.plan(current, row_id)
    another = bool(queries.analyses(current, BlockAnalysis, plan.market_id))
    form = prepared(AnotherBlocksForm() if another else BlocksForm())
    if form.validate_on_submit():
        try:
            made = ask_blocks(
                current,
                plan,
                content=form.table.content,
                media_type=form.table.media_type,
                spec=form.spec.data,
                change_reason=form.change_reason.data if another else None,
            )
        except Faults as refusal:
            form.blame(refusal)
        else:
            flash(_("The comparison is being computed."), "ok")
            return redirect(url_for("outcomes.block_analysis", row_id=made.id), 303)
    told = _(
        "Many blocks are weighed until together they were like the area before the programme, and "
        "compared afterwards. What is compared is fixed here, before anything is computed."
    )
    back = url_for("outcomes.plan", row_id=plan.id)
    return asked(form, _("Compare blocks"), told, back, plan.area_name)


@page(
    bp,
    "/block-analyses/<uuid:row_id>",
    reads=DataClass.OUTCOMES,
    shows=BlockAnalysis,
    roles=EXACT_READERS,
)
def block_analysis(row_id: UUID) -> ResponseReturnValue:
    """Show a comparison of blocks as it was stored, or how far it is."""
    current = acting()
    found = queries.analysis(current, BlockAnalysis, row_id)
    work = queries.work_of(current, found.id)
    results: dict[str, Any] = found.results or {}
    return render_template(
        "outcomes/blocks.html",
        analysis=found,
        work=work,
        under_way=work is not None and work.status in UNDER_WAY,
        spec=json.dumps(found.spec, indent=2, ensure_ascii=False),
        confidence=f"{100 * float(found.spec.get('confidence', 0.9)):g} %",
        fault=_fault(results.get("fault") or ""),
        cautions=_cautions(results.get("warnings", [])),
        facts=facts(results),
        number=telling.number,
        signed=signed,
        between=between,
    )


def of_files(
    current: Acting, kind: type[queries.Analysis], market_id: UUID
) -> list[queries.Analysis]:
    """Return what was computed on files of a market; nothing to who is given no small counts."""
    reads = current.by.role in EXACT_READERS
    return queries.analyses(current, kind, market_id) if reads else []


def _fault(code: str) -> str:
    return str(_(FAULTS[code])) if code in FAULTS else telling.fault(code)


def _cautions(codes: list[str]) -> list[str]:
    """Return the warnings; what was found too early was looked for in periods, not a year."""
    told = [_("The same “effect” is found in periods before the programme began.")]
    early = "W_PLACEBO_TIME"
    return [
        *(told if early in codes else []),
        *telling.cautions_of(one for one in codes if one != early),
    ]


def facts(results: dict[str, Any]) -> list[tuple[str, str]]:
    """Return how near the weighed blocks came to the area, and how many carry the weight."""
    if results.get("fault", "") is not None:
        return []
    number = telling.number
    return [
        (_("Matched figures"), str(results["constraints"])),
        (_("Largest distance in any of them"), number(results["max_balance_error"], 6)),
        (_("Blocks with a weight"), str(results["positive_weights"])),
        (_("Largest weight"), number(results["max_weight"], 3)),
        (_("They count as so many equal blocks"), number(results["effective_sample_size"], 1)),
    ]


def signed(value: float | None) -> str:
    """Return a change in per cent with its sign."""
    if value is None:
        return "–"
    shown = round(value, 1) or 0.0  # no minus before a nought
    return f"{'+' if shown > 0 else ''}{telling.number(shown, 1)} %"


def between(one: dict[str, Any]) -> str:
    """Return the limits of a change in per cent."""
    return str(_("%(low)s to %(high)s", low=signed(one["low"]), high=signed(one["high"])))
