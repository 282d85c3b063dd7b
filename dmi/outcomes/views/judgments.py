"""Pages of how cases ended: each group of people formalised, followed for the same time."""

from dataclasses import replace
from typing import Any

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.acts import may_write
from dmi.kernel.words import N_
from dmi.outcomes.acts.judging import record_judged_group, withdraw_judged_group
from dmi.outcomes.disclosure import Openness, band, of_a_file, openness
from dmi.outcomes.forms.judgments import JudgedGroupForm
from dmi.outcomes.models.judged import JudgedGroup
from dmi.outcomes.tallies.judgments import Judged, groups, judgments
from dmi.outcomes.views.figures import (
    Figures,
    counted_of,
    least_of,
    limits,
)
from dmi.outcomes.views.indicators import as_file, bp, hiding
from dmi.outcomes.views.room import COUNTS
from dmi.policy.classes import DataClass
from dmi.territory.forms.place import WithdrawForm
from dmi.territory.views.plain import LISTS, answered, prepared
from dmi.web.frame import day
from dmi.web.guard import acting, page
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write

LISTS["indicators.judged"] = N_("How cases ended")


@page(bp, "/indicators/judgments", reads=DataClass.OUTCOMES)
def judged() -> ResponseReturnValue:
    """Show how many of each group had a judgment within twelve months, and how many which."""
    current = acting()
    return render_template(
        "outcomes/indicators_judgments.html",
        figures_of=of_groups(current, openness(current.by.role)),
        groups=groups(current),
        writes=may_write(current.by.role, DataClass.OUTCOMES),
        told=hiding(current),
    )


@page(bp, "/indicators/judgments.csv", reads=DataClass.OUTCOMES)
def judged_file() -> ResponseReturnValue:
    """Give the same as a table for other programs, small counts hidden for everybody."""
    current = acting()
    told = of_groups(current, of_a_file(current.by.role))
    sources = [one.source for one in groups(current)]
    rows = [[*row, source] for row, source in zip(told.rows, sources, strict=True)]
    return as_file(
        [replace(told, heads=[*told.heads, _("Source")], rows=rows)],
        "judgments.csv",
    )


@page(bp, "/indicators/judgments/new", methods=("GET", "POST"), declared=COUNTS)
def new_judged() -> ResponseReturnValue:
    """Write down how the cases of one group ended."""
    form = prepared(JudgedGroupForm())
    return answered(
        form,
        _("New group"),
        "indicators.judged",
        lambda: record_judged_group(acting(), None, **form.values()),
        lambda made: flash(_("Recorded: %(days)s.", days=_days(made)), "ok"),
    )


def of_groups(current: Acting, how: Openness) -> Figures:
    """Return the groups as a reader is given them."""
    least = least_of(current, how)
    if how is Openness.BANDS:
        rows = [_banded(one, least) for one in groups(current)]
        heads = [_("Charged"), _("People"), _("Convicted")]
    else:
        rows = [_row(one) for one in judgments(current, least)]
        heads = [
            _("Charged"),
            _("With a final judgment"),
            _("Share"),
            _("Limits (95 %)"),
            _("Convicted"),
            _("Share"),
            _("Limits (95 %)"),
            _("Counted on"),
        ]
    return Figures(
        title=_("Judgments within twelve months"),
        told=_(
            "Each group is everybody charged in these days; everybody is followed for twelve"
            " months, by the date of the sentence. Limits are Wilson's, 95 %."
        ),
        heads=heads,
        rows=rows,
    )


def _row(one: Judged) -> list[str]:
    return [
        _span(one.since, one.until),
        counted_of(one.judged, one.formalised),
        *limits(one.share_judged, one.formalised),
        counted_of(one.convicted, one.formalised),
        *limits(one.share_convicted, one.formalised),
        day(one.counted_on),
    ]


def _banded(row: JudgedGroup, least: int) -> list[str]:
    return [_days(row), band(row.formalised, least), band(row.convicted, least)]


def _days(row: JudgedGroup) -> str:
    return _span(row.formalised_from, row.formalised_to)


def _span(since: Any, until: Any) -> str:
    return str(_("%(first)s to %(last)s", first=day(since), last=day(until)))


def _to_list(_row: Any, _result: Any) -> str:
    return url_for("indicators.judged")


add_write(
    bp,
    "withdraw_judged",
    WritePage(
        N_("Withdraw the group"),
        JudgedGroup,
        DataClass.OUTCOMES,
        withdraw_judged_group,
        WithdrawForm,
        _to_list,
    ),
)

TITLES[JudgedGroup] = lambda _acting, row: _("Charged %(days)s", days=_days(row))
