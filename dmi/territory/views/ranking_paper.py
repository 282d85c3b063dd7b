"""A ranking on paper: map, verdict, cells and everything that it was made of."""

from collections.abc import Sequence
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.documents.filling import FilledBlock
from dmi.documents.layouts import Sheet, office_sheet
from dmi.documents.paper import DEMO_MARK, Paper
from dmi.profiles.words import BlockKind, PaperId
from dmi.territory.forms.hotspots import input_of
from dmi.territory.models.hotspots import HotSpotRun
from dmi.territory.views import ranking_told as told
from dmi.territory.views.ranking_drawing import drawing
from dmi.web.frame import language, moment

WORKING_PAPER = PaperId.X
"""A print of a page: no words of a profile, no folio, no signature; it is never stored."""
NO_BREAK = "\u00a0"
_CELLS, _SECTORS = "cells", "sectors"


def ranking_paper(current: Acting, run: HotSpotRun) -> Paper:
    """Return the working paper of a ranking that was computed, in the reader's language."""
    result: dict[str, Any] = run.result or {}
    title = str(_("Where incidents gather"))
    made = _("Ranked on %(when)s: %(what)s", when=moment(run.run_at), what=input_of(run))
    blocks = [_block(BlockKind.HEAD, title, str(made))]
    rows: dict[str, Sequence[Sequence[str]]] = {}
    if result["refused"] is not None:
        blocks.append(_block(BlockKind.P, _("Nothing was ranked."), told.text(result["refused"])))
    else:
        found, rows = _ranked(run, result)
        blocks += found
    blocks.append(_block(BlockKind.H, _("Parameters")))
    blocks += _pairs(told.parameters(run))
    blocks.append(_block(BlockKind.H, _("How the data were read")))
    blocks += _pairs(told.read(result))
    return Paper(
        paper_id=WORKING_PAPER,
        language=language(),
        blocks=tuple(blocks),
        issued_on=current.today,
        head_name=title,
        watermark=DEMO_MARK if current.is_demo else "",
        sheet=Sheet(office_sheet(PaperId.P17C, current.setting("paper_size"))),
        rows=rows,
        drawing=_picture(result, title),
    )


def _ranked(
    run: HotSpotRun, result: dict[str, Any]
) -> tuple[list[FilledBlock], dict[str, Sequence[Sequence[str]]]]:
    """Return the blocks of what was found, and the rows of their table."""
    least = run.parameters["least"]
    seen = _("Shade: density, light to dark. The order of the table counts weighted incidents.")
    blocks = [
        _block(BlockKind.FIGURE, seen),
        _block(BlockKind.P, _("Does this order help?"), told.verdict(run)),
        *(_block(BlockKind.P, f"{told.text(one)} {one['code']}") for one in result["warnings"]),
    ]
    if result["is_thin"]:
        blocks.append(_block(BlockKind.P, _("The data are thin.")))
    if result["by_sector"]:
        heads = (_("No."), _("Sector"), _("Incidents counted"))
        return [*blocks, _table(_SECTORS, heads)], {_SECTORS: told.by_sector(result)}
    cells = [_cell(told.cells(cell), is_eligible=cell["is_eligible"]) for cell in result["cells"]]
    hidden = _("Counts below %(least)d are hidden. A cell says where reports gather.", least=least)
    table = _table(_CELLS, _cell(told.heads(), is_eligible=True))
    return [*blocks, table, _block(BlockKind.NOTE, hidden)], {_CELLS: cells}


def _cell(whole: Sequence[str], *, is_eligible: bool) -> tuple[str, ...]:
    """Return the columns that fit on paper; place, reasons and what bars it stand in one."""
    number, where, why, *figures = whole
    counted, weighted, recent, share, _together, gi, dense, schools, sources, plain = figures[:10]
    narrow = (counted, weighted, recent, share, gi, dense, schools, sources, plain)
    barred = "" if is_eligible else str(_("Not eligible: only anonymous tips"))
    place = ". ".join(filter(None, (where, barred, why)))
    return (number, place, *(one.replace(" ", NO_BREAK) for one in narrow))


def _picture(result: dict[str, Any], title: str) -> str:
    if not result.get("map"):
        return ""
    drawn = drawing(result["map"], result["cells"])
    return render_template("territory/hotspot_map.svg", drawn=drawn, title=title)


def _pairs(facts: Sequence[tuple[str, str]]) -> list[FilledBlock]:
    return [_block(BlockKind.ROW, f"{name}: {value}") for name, value in facts]


def _table(name: str, heads: Sequence[str]) -> FilledBlock:
    return FilledBlock(name, BlockKind.TABLE, (), tuple(heads))


def _block(kind: BlockKind, *lines: str) -> FilledBlock:
    return FilledBlock(kind.value, kind, tuple(str(line) for line in lines if line))
