"""The tables of one cohort: its funnel, what came later, how long it took, who was chosen."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from dmi.access.acting import Acting
from dmi.outcomes.disclosure import Given, Openness, band
from dmi.outcomes.tallies import equity, funnel, ways
from dmi.outcomes.tallies.funnel import LIMITS, Rung
from dmi.outcomes.views.figures import (
    HIDDEN,
    NONE,
    Figures,
    counted,
    counted_of,
    decimal,
    decimal_mark,
    least_of,
    limits,
)
from dmi.profiles.queries import holiday_calendar
from dmi.science.indicators import Share
from dmi.territory.models.cohort import Cohort
from dmi.web.sentences import word


def of_cohort(acting: Acting, row: Cohort, how: Openness) -> list[Figures]:
    """Return the funnel of a cohort, what came later, how long it took, and who was chosen."""
    people = ways.ways_of(acting, [row.id]).get(row.id, {})
    ways.add_supports(acting, row.id, people)
    ways.add_offences(acting, row.id, people)
    counts = funnel.tally(people.values())
    least = least_of(acting, how)
    if how is Openness.BANDS:
        return [_bands(counts, least)]
    given = Given(least)
    return [
        _funnel(funnel.lines(counts, given)),
        _returns(funnel.returns(people.values(), acting.today, given)),
        _durations(acting, people, given),
        *_traits(acting, row, people, given),
    ]


def _bands(counts: dict[Rung, int], least: int) -> Figures:
    return Figures(
        title=_("From first names to those who finished"),
        told=_("The public is told bands of a cohort, never its counts."),
        heads=[_("Came to"), _("People")],
        rows=[[_(one), band(count, least)] for one, count in counts.items()],
    )


def _funnel(lines: Sequence[funnel.Line]) -> Figures:
    return Figures(
        title=_("From first names to those who finished"),
        told=_(
            "By intention to treat (ITT): from the choice on, shares are of everybody who was"
            " chosen, reached or not. Limits are Wilson's, 95 %."
        ),
        heads=[_("Came to"), _("People"), _("Share"), _("Limits (95 %)")],
        rows=[
            [_(one.rung), counted_of(one.count, one.of), *limits(one.share, one.of)]
            for one in lines
        ],
    )


def _returns(rows: Sequence[funnel.Return]) -> Figures:
    told = _(
        "The clock of everybody starts at notification, also of those who never came. Only final"
        " findings count, and only people followed for so long. Who came and who did not are not"
        " set against each other: they chose it themselves."
    )
    return Figures(
        title=_("New offences after notification"),
        told=told,
        heads=[_("Within"), _("People"), _("Share"), _("Limits (95 %)")],
        rows=[[_months(one.months), *_return(one)] for one in rows],
    )


def _return(one: funnel.Return) -> list[str]:
    if one.followed == 0:
        return [_("Nobody was followed for so long"), NONE, NONE]
    if one.followed is not None and one.share is None:
        few = _("Too few people for a share")
        return [counted_of(one.offended, one.followed), few, NONE]
    return [counted_of(one.offended, one.followed), *limits(one.share, one.followed)]


def _durations(acting: Acting, people: dict[Any, ways.Way], given: Given) -> Figures:
    allowed = {stage: acting.number(name) for stage, (name, _working) in LIMITS.items()}
    closed = holiday_calendar(acting.session, acting.profile)
    rows = funnel.durations(people.values(), acting.today, given, allowed, closed)
    return Figures(
        title=_("Time at each stage"),
        told=_("A stay that goes on counts up to today where the stage has a limit."),
        heads=[
            _("Stage"),
            _("Stays"),
            _("Middle, days"),
            _("Longest, days"),
            _("Limit"),
            _("Stays beyond it"),
        ],
        rows=[
            [
                word(one.stage),
                counted(one.stays),
                decimal(one.middle) if one.middle is not None else HIDDEN,
                counted(one.longest),
                _limit(one),
                counted(one.breaches) if one.limit is not None else NONE,
            ]
            for one in rows
        ],
    )


def _traits(
    acting: Acting, row: Cohort, people: dict[Any, ways.Way], given: Given
) -> list[Figures]:
    least = acting.number("suppress_internal")
    heads = [
        _("Group"),
        _("People chosen"),
        _("People not chosen"),
        _("Share"),
        _("Limits (95 %)"),
        _("Less the share of all others"),
    ]
    found = []
    for trait in equity.traits(acting, row, people, given, least):
        rows = []
        for one in trait.rows:
            _selected, total = trait.counts[one.group]
            share = Share(one.share, *one.limits) if one.share is not None and one.limits else None
            rows.append(
                [
                    _(one.group),
                    counted(one.selected),
                    counted(one.not_selected),
                    *limits(share, total),
                    _difference(one),
                ]
            )
        told = _("Of those reviewed. Limits of the difference by Newcombe, p by Fisher.")
        found.append(Figures(_(trait.name), told, heads, rows))
    few = _("Too few were chosen, or not chosen, to set groups beside each other")
    return found or [Figures(_("Who was chosen among those reviewed"), few, heads, [])]


def _difference(one: Any) -> str:
    told = one.against_rest
    if told is None:
        return NONE
    low, value, high = (round(100 * part) for part in (told.low, told.value, told.high))
    said = _(
        "%(value)s points (%(low)s to %(high)s), p %(p)s",
        value=f"{value:+d}",
        low=low,
        high=high,
        p=f"{told.p:.2f}".replace(".", decimal_mark()),
    )
    return str(said)


def _months(months: int) -> str:
    return str(ngettext("%(num)d month", "%(num)d months", months))


def _limit(one: funnel.Duration) -> str:
    if one.limit is None:
        return NONE
    if one.in_working_days:
        return str(_("%(num)s working days", num=one.limit))
    return str(_("%(num)s days", num=one.limit))
