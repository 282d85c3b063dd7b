"""The checks of a stored result in plain words: each with its figure and how it is read."""

from typing import Any

from flask_babel import gettext as _

from dmi.outcomes.models.evaluation import EvaluationRun
from dmi.outcomes.views.telling import number

MOST_NAMED = 8
HOLDS = 0.05
"""Below so small a chance "the area moved with the others before" does not hold."""
OVERDISPERSED = 1.5
MEMORY = (1.5, 2.5)
"""Outside of these a month's surprise tells of the next one's."""

Check = tuple[str, str, str]


def checks(run: EvaluationRun) -> list[Check]:
    """Return what was checked, what was found, and what it says."""
    found = run.results.get("diagnostics", {})
    return [*_before(found), *_series(found), *_starts(found), *_mixed(found.get("mixture"))]


def _before(found: dict[str, Any]) -> list[Check]:
    p = found.get("pretrend_p")
    if p is None:
        return []
    told = (
        _("It did not move with the others before the start: a comparison with them is doubtful.")
        if p < HOLDS
        else _("Nothing says that it moved otherwise than the others before the start.")
    )
    return [(_("Moved alike before (chance of so large a difference)"), number(p, 3), told)]


def _series(found: dict[str, Any]) -> list[Check]:
    rows: list[Check] = []
    scatter, memory = found.get("dispersion"), found.get("durbin_watson")
    if scatter is not None:
        told = (
            _("Months scatter more than chance; the intervals allow for it.")
            if scatter > OVERDISPERSED
            else _("Months scatter about as much as chance.")
        )
        rows.append((_("Scatter of the months (1 is chance)"), number(scatter), told))
    if memory is not None:
        told = (
            _("One month hardly tells of the next.")
            if MEMORY[0] <= memory <= MEMORY[1]
            else _("One month tells of the next; the intervals allow for it.")
        )
        rows.append((_("Memory from month to month (2 is none)"), number(memory), told))
    return rows


def _starts(found: dict[str, Any]) -> list[Check]:
    rows: list[Check] = []
    for one in found.get("starts", []):
        shift = one["shift"]
        name = (
            _("Interrupted series, start %(n)s months earlier", n=-shift)
            if shift < 0
            else _("Interrupted series, start %(n)s months later", n=shift)
        )
        value = _("%(ratio)s times", ratio=number(one["value"]))
        low, high = number(one["low"]), number(one["high"])
        rows.append((name, value, _("from %(low)s to %(high)s", low=low, high=high)))
    return rows


def _mixed(found: dict[str, Any] | None) -> list[Check]:
    if not found:
        return []
    low, high = (number(one) for one in found["without_one"])
    named = ", ".join(
        f"{area} {number(100 * share, 0)} %" for area, share in found["weights"][:MOST_NAMED]
    )
    errors = [number(found[name]) for name in ("error_before", "error_after")]
    alike = _(
        "Among areas that fitted alike before: %(rank)s of %(n)s, 1 is farthest apart.",
        rank=found["rank_alike"],
        n=found["n_alike"],
    )
    return [
        (
            _("Distance to the mixture of areas"),
            _("%(before)s before, %(after)s after", before=errors[0], after=errors[1]),
            alike,
        ),
        (_("What the mixture is made of"), named or "–", _("Areas by code, the largest first.")),
        (
            _("The mixture without any one of its areas"),
            _("from %(low)s to %(high)s", low=low, high=high),
            _("If far apart, the result hangs on one area."),
        ),
    ]
