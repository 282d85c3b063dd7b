"""The tables of the indicators as a reader is given them: the page and the file say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.kernel.words import N_
from dmi.outcomes.disclosure import Given, Openness, band
from dmi.outcomes.tallies import funnel, ways, workload
from dmi.outcomes.tallies.funnel import Rung
from dmi.policy.classes import DataClass
from dmi.science.indicators import Change, Share
from dmi.territory.models.cohort import Cohort
from dmi.web.frame import day, language
from dmi.web.sentences import word

HIDDEN = "*"
NONE = "–"
CALLED = (Rung.NOTIFIED, Rung.ATTENDED, Rung.ENROLLED)
BESIDE_CALL_INS = (NONE,) * 8
HEADS_OF_WORK = (
    N_("Place or call-in"),
    N_("Police procedures"),
    N_("People detained"),
    N_("Detained in each procedure"),
    N_("Points reduced"),
    N_("Of these came back"),
    N_("Of these they stayed so"),
    N_("Reduced near a school"),
    N_("Share near a school, with its limits"),
    N_("Notified of the call-in"),
    N_("Served and attended"),
    N_("Enrolled, make-up included"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """One table: its heading, what is said under it, its columns, and its lines of text."""

    title: str
    told: str
    heads: list[str]
    rows: list[list[str]]


def least_of(acting: Acting, how: Openness) -> int:
    """Return the smallest count but nought that is told."""
    if how is Openness.EXACT:
        return 1
    name = "suppress_public" if how is Openness.BANDS else "suppress_internal"
    return acting.number(name)


def of_quarter(acting: Acting, quarter: workload.Quarter, how: Openness) -> list[Figures]:
    """Return the work of a quarter, its call-ins beside it, seizures, and what began it."""
    found = workload.workload(acting, quarter, least_of(acting, how))
    called = ways.called_between(acting, quarter.first, quarter.last)
    people = ways.ways_of(acting, [one.id for one in called])
    acting.saw(DataClass.OUTCOMES, *(one.id for one in called))
    call_ins = [_call_in(acting, one, people.get(one.id, {}), how) for one in called]
    nobody = [_("No call-in was held"), *BESIDE_CALL_INS, *["0"] * len(CALLED)]
    worked = Figures(
        title=_("Procedures, people detained and call-ins"),
        told=" ".join(_told_of(acting, found, how)),
        heads=[_(one) for one in HEADS_OF_WORK],
        rows=[*(_worked(one) for one in found.rows), *(call_ins or [nobody])],
    )
    return [worked, _seized(found.seized), _origins(found.origins)]


def _told_of(acting: Acting, found: workload.Workload, how: Openness) -> Iterator[str]:
    yield _("Whoever reads how many were detained reads beside it what the call-ins brought.")
    yield _(
        "Procedures count in the quarter in which they were closed, with who was detained and "
        "what was seized in them."
    )
    if found.open and how is Openness.EXACT:
        yield _("Done by the last day, not closed, and so in no quarter: %(n)s.", n=found.open)
    elif found.open:
        yield _("Some that were done by the last day are not closed, and so count in no quarter.")
    days = acting.number("reopened_within")
    yield _("A point that is sold at again within %(days)s days did not stay reduced.", days=days)
    if how is not Openness.EXACT:
        yield _("Those that did are told once these days are over for all.")


def _share_near(one: workload.Row) -> str:
    if one.near is None or one.reduced is None:
        return NONE
    share = funnel.share_of_group(one.near, one.reduced)
    if share is None:
        return NONE
    value, low, high = (
        f"{100 * part:.1f}".replace(".", decimal_mark())
        for part in (share.value, share.low, share.high)
    )
    return f"{value} % ({low}–{high} %)"


def _worked(one: workload.Row) -> list[str]:
    each = one.each
    return [
        _("All places") if one.is_total else one.place or _("Without a sector"),
        counted(one.procedures),
        counted(one.detained),
        decimal(each) if each is not None else NONE,
        counted(one.reduced),
        counted(one.back),
        counted(one.net),
        counted_of(one.near, one.reduced),
        _share_near(one),
        *[NONE] * len(CALLED),
    ]


def _call_in(acting: Acting, row: Cohort, people: dict[Any, ways.Way], how: Openness) -> list[str]:
    counts = funnel.tally(people.values())
    least = least_of(acting, how)
    lines = {one.rung: one for one in funnel.lines(counts, Given(least))}
    told = [
        band(counts[rung], least) if how is Openness.BANDS else counted(lines[rung].count)
        for rung in CALLED
    ]
    name = _("Call-in of %(name)s, %(day)s", name=row.name, day=day(row.callin_on))
    return [name, *BESIDE_CALL_INS, *told]


def _seized(rows: Sequence[workload.Seized]) -> Figures:
    return Figures(
        title=_("Seized, by drug"),
        told=_("Amounts of different drugs, units or purities are never added up."),
        heads=[
            *(_("Drug"), _("Unit"), _("Pure or cut")),
            *(_("This quarter"), _("The quarter before"), _("Change")),
        ],
        rows=[
            [
                word(one.substance),
                word(one.unit),
                word(one.purity),
                _amount(one.amount),
                _amount(one.before),
                _changed(one.change),
            ]
            for one in rows
        ],
    )


def _changed(change: Change | None) -> str:
    if change is None:
        return NONE
    return f"{change.as_pct(decimal_mark())} ({change.as_times(_, decimal_mark())})"


def _origins(rows: Sequence[workload.Origin]) -> Figures:
    return Figures(
        title=_("What procedures began with"),
        told=_(
            "Shares are of the people detained in procedures whose beginning is known; of the "
            "unknown, of all. Of fewer than %(n)s people there is no share.",
            n=funnel.LEAST_FOR_A_SHARE,
        ),
        heads=[
            *(_("Beginning"), _("Police procedures"), _("People detained")),
            _("Share of those detained"),
        ],
        rows=[
            [word(one.origin), counted(one.count), counted(one.detained), _share_of(one)]
            for one in rows
        ],
    )


def _share_of(one: workload.Origin) -> str:
    share = None if one.detained is None else funnel.share_of_group(one.detained, one.of)
    return NONE if share is None else f"{round(100 * share.value)} %"


def counted_of(count: int | None, of: int | None) -> str:
    """Return a count of a whole as it is printed, or the mark of what is hidden."""
    if count is None:
        return HIDDEN
    return f"{count}/{of}" if of else str(count)


def counted(count: int | None) -> str:
    """Return a count as it is printed, or the mark of what is hidden."""
    return HIDDEN if count is None else str(count)


def limits(share: Share | None, of: int | None) -> list[str]:
    """Return a share with its whole, and Wilson's limits; of few people neither."""
    if share is None:
        return [NONE, NONE]
    low, value, high = (round(100 * part) for part in (share.low, share.value, share.high))
    return [_("%(share)s %% (n=%(n)s)", share=value, n=of), f"{low}–{high} %"]


def decimal_mark() -> str:
    """Return how the reader's language sets decimals apart."""
    return "," if language() == "es" else "."


def decimal(value: float) -> str:
    """Return a number with one decimal, or none where it is whole."""
    return f"{value:.1f}".removesuffix(".0").replace(".", decimal_mark())


def _amount(value: Any) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"
    return text.replace(".", decimal_mark())
