"""A ranking in words and figures, the same on the page and in the table that is taken away."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dmi.policy.plain_states import WorkStatus
from dmi.science.remarks import Code
from dmi.science.sources import SOURCE_WEIGHTS
from dmi.territory.forms.hotspots import input_of
from dmi.territory.models.hotspots import HotSpotRun
from dmi.territory.queries.hotspots import RunLine
from dmi.territory.words import RankMethod
from dmi.web.frame import day, language, moment
from dmi.web.sentences import word

Kept = Mapping[str, Any]
DASH = "–"
SOURCES = {
    "flagrancia": _l("caught in the act"),
    "compra_controlada": _l("controlled buy"),
    "denuncia": _l("complaint"),
    "municipal": _l("municipal report"),
    "anonima": _l("anonymous tip"),
}
METHODS = {method.value: method for method in RankMethod}


def state(line: RunLine) -> str:
    """Return how far a ranking is."""
    run = line.run
    if line.is_refused:
        return str(_("Not usable"))
    if run.run_at is not None:
        return str(_("Ranked"))
    failed = run.work is None or run.work.status is WorkStatus.FAILED
    return str(_("Failed") if failed else _("Being ranked"))


def text(remark: Kept) -> str:
    """Return a kept remark in the reader's language; sources by their name."""
    args = dict(remark["args"])
    if remark["code"] == Code.R_SOURCES:
        named = args["names"].split(", ")
        args["names"] = ", ".join(str(SOURCES.get(one, one)) for one in named)
    return str(_(remark["sentence"])).format(**args)


def reasons(cell: Kept) -> str:
    """Return why a cell stands where it does."""
    return " ".join(text(one) for one in cell["reasons"] if one["code"] != Code.W_TIPONLY)


def place(cell: Kept) -> str:
    """Return what a cell is called: its sector, else its place in the grid."""
    return str(cell["sector"] or _("Cell %(col)d/%(row)d", col=cell["col"], row=cell["row"]))


def middle(cell: Kept) -> str:
    """Return where the middle of a cell lies, in degrees and hemispheres."""
    if cell["lon"] is None:
        return ""
    north, east = _("N") if cell["lat"] >= 0 else _("S"), _("E") if cell["lon"] >= 0 else _("W")
    return f"{figure(abs(cell['lat']), 4)} {north} {figure(abs(cell['lon']), 4)} {east}"


def figure(value: float | None, places: int = 0) -> str:
    """Return a number as the reader's language writes it."""
    if value is None:
        return DASH
    told = f"{value:.{places}f}"
    return told.replace(".", ",") if language() == "es" else told


def count(value: int | None) -> str:
    """Return a count; one mark stands for every one that is not shown, small or beside a small."""
    return _hidden() if value is None else str(value)


def band(value: float | None) -> str:
    """Return which band Gi* reaches."""
    if value is None:
        return DASH
    return f"≥ {figure(value, 2)}" if value else f"< {figure(1.96, 2)}"


def parameters(run: HotSpotRun) -> list[tuple[str, str]]:
    """Return everything that was chosen, in words."""
    kept = run.parameters
    days = kept["half_life_days"]
    weights = [
        f"{SOURCES[source]} {figure(kept['weights'][source], 2)}" for source in SOURCE_WEIGHTS
    ]
    until = kept["train_until"]
    return [
        (_("What is ranked"), input_of(run)),
        (_("Types that rank"), ", ".join(kept["kinds"]) or _("all")),
        (_("Side of a cell"), f"{kept['cell_m']} m"),
        (_("Bandwidth of the density"), f"{kept['bandwidth_m']} m"),
        (_("Near a school"), f"{kept['school_m']} m"),
        (_("Weights"), "; ".join(weights)),
        (
            _("A report counts half after"),
            _("%(days)d days", days=days) if days else _("never"),
        ),
        (
            _("First day of the test"),
            "-".join(reversed(until.split("-"))) if until else _("the later half of the days"),
        ),
        (_("Shares of the cells that are tested"), _shares(kept["shares"])),
        (_("Smallest count that is shown"), str(kept["least"])),
        (_("Fingerprint of the data (SHA-256)"), run.input_hash),
    ]


def read(result: Kept) -> list[tuple[str, str]]:
    """Return how the file was read and what the register added."""
    told = [
        (_("Rows read"), result["rows_read"]),
        (_("Exact duplicates"), result["duplicates"]),
        (_("Repeated id and type"), result["repeated"]),
        (_("Rejected rows"), result["rejected_rows"]),
    ]
    if result["refused"] is None:
        told += [
            (_("Incidents that rank"), result["ranking"]),
            (_("Cells that hold any"), result["study_cells"]),
            (_("Schools known"), result["schools"]),
            (_("Excluded places known"), result["excluded"]),
            (_("Sectors known"), result["sectors"]),
        ]
    return [(name, str(number)) for name, number in told]


def verdict(run: HotSpotRun) -> str:
    """Return in words whether the order would have helped, also where it lost."""
    test = run.backtest
    if test is None or run.winner is None:
        return str(_("Too little came later: the order could not be tested."))
    hits = {METHODS[one["method"]]: one["hits"][0] for one in test["methods"]}
    held = [f"{word(method)} {_hit(hits[method])}" for method in RankMethod]
    won = _(
        "Ranked by the earlier incidents, the first %(share)s %% of the cells held of what came "
        "later: %(held)s. Best: %(winner)s.",
        share=f"{hits[RankMethod.COUNT]['share']:g}",
        held="; ".join(held),
        winner=word(run.winner),
    )
    lost = run.winner is not RankMethod.COUNT
    kept = _("The table is ordered by weighted count all the same.") if lost else ""
    return f"{won} {kept}".strip()


def test_rows(run: HotSpotRun) -> list[tuple[str, list[str]]]:
    """Return each method with what each share held and its accuracy index."""
    return [
        (
            word(METHODS[one["method"]]),
            [
                f"{_hit(hit)} (PAI {figure(hit['pai'], 1)})" if hit["pai"] else _hit(hit)
                for hit in one["hits"]
            ],
        )
        for one in (run.backtest or {"methods": ()})["methods"]
    ]


def test_heads(run: HotSpotRun) -> list[str]:
    """Return the shares that were tested."""
    methods = (run.backtest or {"methods": ()})["methods"]
    return [f"{figure(hit['share'], 1)} %" for hit in methods[0]["hits"]] if methods else []


def overlap(result: Kept) -> list[str]:
    """Return how many of the first ten stay, by what an anonymous tip counts."""
    return [
        _("If a tip counted %(weight)s: %(count)d of 10", weight=figure(weight, 1), count=same)
        for weight, same in result["overlap"]
    ]


def table(run: HotSpotRun) -> list[Sequence[str]]:
    """Return the ranking as rows of text, with what it was made of."""
    result: Kept = run.result or {}
    rows: list[Sequence[str]] = [
        *parameters(run),
        (_("Ranked on"), moment(run.run_at)),
        *read(result),
    ]
    if result["refused"] is not None:
        return [*rows, (_("Not usable"), text(result["refused"]))]
    rows += [(_("Does this order help?"), verdict(run)), ()]
    if result["by_sector"]:
        rows.append((_("No."), _("Sector"), _("Incidents counted")))
        return [*rows, *by_sector(result)]
    rows.append(heads())
    for cell in result["cells"]:
        rows.append([*cells(cell), middle(cell)])
    return rows


def by_sector(result: Kept) -> list[tuple[str, str, str]]:
    """Return the sectors with their number in the order; those that are not told have none."""
    return [
        (
            DASH if one["count"] is None else str(place),
            str(one["sector"]),
            count(one["count"]),
        )
        for place, one in enumerate(result["by_sector"]["rows"], 1)
    ]


def heads() -> list[str]:
    """Return the headings of the columns of ``cells``, and that of the middle."""
    return [
        *(_("No."), _("Place"), _("Why"), _("Incidents counted"), _("Weighted"), _("Last 90 days")),
        *(_("Share"), _("Together"), _("Gi*"), _("Density"), _("Schools near"), _("Sources")),
        *(_("Unweighted"), _("May be chosen"), _("Middle")),
    ]


def cells(cell: Kept) -> list[str]:
    """Return what the table says of a cell."""
    eligible = _("yes") if cell["is_eligible"] else _("no: only anonymous tips")
    return [
        *(str(cell["rank"]), place(cell), reasons(cell), str(cell["count"])),
        *(figure(cell["score"], 2), count(cell["recent"]), f"{figure(cell['share'], 1)} %"),
        *(f"{figure(cell['cumulative'], 1)} %", band(cell["gi"]), figure(cell["kde"])),
        *(figure(cell["schools"]), str(cell["sources"]), str(cell["unweighted"]), eligible),
    ]


def since(result: Kept) -> str:
    """Return the first day of the window of sectors."""
    told = str(result["by_sector"]["since"])
    return "-".join(reversed(told.split("-")))


def asked(run: HotSpotRun) -> str:
    """Return the day on which a ranking was asked for."""
    return day(run.created_at)


def _hit(hit: Kept) -> str:
    if hit["hit"] is None:
        return _hidden()
    return f"{figure(hit['hit'], 0)} %"


def _hidden() -> str:
    return str(_("hidden"))


def _shares(shares: Sequence[float]) -> str:
    return "; ".join(f"{figure(100 * share, 1)} %" for share in shares)
