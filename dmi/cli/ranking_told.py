"""A ranking as JSON for programs, or as a table for people."""

import gettext
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dmi.cli.installation import WRONG
from dmi.kernel.words import N_
from dmi.science.remarks import DUPLICATES, Code, Rejected, Remark, Unusable

if TYPE_CHECKING:
    from dmi.science.incidents import Reading
    from dmi.science.ranking import RankedCell
    from dmi.science.study import Choices, Study

_CATALOGUES = Path(__file__).parents[1] / "translations"
_ROWS = 10
_DECIMALS = 6

STOPPED = N_("Stopped: {rejected} of {rows} rows are wrong, more than 5 %.")
FIGURES = N_("{rows} rows read, {used} used, {rank} rank; {cells} cells of {metres} m are studied.")
REPEATED = N_("{count} rows with an id and type that came before were left out.")
NO_SOURCES = N_("The file names no sources: one unnamed source, every incident counts one.")
UNWEIGHTED = N_("Every incident counts one.")
WEIGHTED = N_("Weights: {weights}; half after {days} days.")
AGELESS = N_("Weights: {weights}; age does not matter.")
MORE_WRONG = N_("… and {count} more rows.")
ROW = N_("row {row}: {text}")
HEADINGS = N_("Rank|Row|Col|Incidents|Score|Share|Sum|Density|Gi*")
TESTED = N_("{earlier} earlier incidents ranked, {later} later ones judged. Won: {winner}.")
HELD = N_("{method}: the first {share} % of the cells held {hit} % (PAI {pai}).")
NOT_TESTED = N_("Nothing came later: the ranking was not tested.")
OVERLAP = N_("A tip counting {weight} leaves {count} of the first ten.")
METHODS = {"count": N_("count"), "kde": N_("density"), "gi": N_("Gi*")}


class Telling:
    """Says what came out, in one language and one form; what to know goes to the error stream."""

    def __init__(self, lang: str, *, as_json: bool) -> None:
        """Choose language and form; without compiled catalogues it is English."""
        self.say = gettext.translation("science", _CATALOGUES, [lang], fallback=True).gettext
        self.as_json = as_json

    @contextmanager
    def naming(self, option: str) -> Iterator[None]:
        """End the command if the file of an option cannot be used."""
        try:
            yield
        except Unusable as cause:
            self._warn(cause.remark, f"{option}: ")
            sys.exit(WRONG)

    def left_out(self, rejected: Iterable[Rejected]) -> None:
        """Say which rows of the files beside the incidents were not used."""
        for one in rejected:
            self._warn(one.remark, f"{self._says(ROW, row=one.row, text='')}")

    def unusable(self, remark: Remark, reading: "Reading | None") -> None:
        """Say why nothing could be made of the incidents."""
        self._warn(remark)
        if self.as_json:
            self._print(self._figures(reading, None, [remark]))

    def stopped(self, reading: "Reading") -> None:
        """Say that too many rows are wrong, and which."""
        rows = {"rejected": len(reading.rejected), "rows": reading.rows_read}
        click.echo(self._says(STOPPED, **rows), err=True)
        if self.as_json:
            self._print(self._figures(reading, None, []))
        else:
            self._rejected(reading)

    def ranked(self, reading: "Reading", study: "Study", choices: "Choices") -> None:
        """Say what came out."""
        if reading.duplicates:
            args = {"count": str(reading.duplicates)}
            self._warn(Remark(Code.W_DUP, DUPLICATES, args))
        if reading.repeated:
            click.echo(self._says(REPEATED, count=reading.repeated), err=True)
        if not reading.incidents.has_sources:
            click.echo(self._says(NO_SOURCES), err=True)
        for remark in study.warnings:
            self._warn(remark)
        if self.as_json:
            wrong = [one for one in study.warnings if one.code.startswith("E_")]
            self._print(self._figures(reading, study, wrong))
            return
        self._rejected(reading)
        self._table(reading, study, choices)
        self._test(study)

    def _figures(
        self, reading: "Reading | None", study: "Study | None", wrong: list[Remark]
    ) -> dict[str, Any]:
        """Return what programs read; what is wrong with the whole file has no row."""
        rows = [(one.row, one.remark) for one in reading.rejected] if reading else []
        backtest = study.backtest if study else None
        return {
            "rows_read": reading.rows_read if reading else 0,
            "rows_used": study.used if study else 0,
            "duplicates_removed": reading.duplicates if reading else 0,
            "rejected": [
                {"row": row, "code": remark.code, "text": remark.text(self.say)}
                for row, remark in [*((None, one) for one in wrong), *rows]
            ],
            "study_cells": study.study_cells if study else 0,
            "grid": [study.grid.rows, study.grid.cols] if study else [0, 0],
            "max_cell": study.max_cell if study else 0,
            "top": [self._cell(cell) for cell in study.top] if study else [],
            "backtest": {
                method: {
                    f"{share:g}": {"hit": one.hit, "pai": one.pai} for share, one in by.items()
                }
                for method, by in (backtest.hits.items() if backtest else ())
            },
            "winner": backtest.winner if backtest else None,
        }

    def _cell(self, cell: "RankedCell") -> dict[str, Any]:
        return {
            "rank": cell.rank,
            "row": cell.row,
            "col": cell.col,
            "lon": _rounded(cell.lon),
            "lat": _rounded(cell.lat),
            "count": cell.count,
            "score": cell.score,
            "gi_z": cell.gi_z,
            "kde_pct": cell.kde_pct,
            "schools": cell.schools,
            "sources": cell.sources,
            "reasons": [{"code": one.code, "text": one.text(self.say)} for one in cell.reasons],
        }

    def _rejected(self, reading: "Reading") -> None:
        for one in reading.rejected[:_ROWS]:
            text = self._says(ROW, row=one.row, text=one.remark.text(self.say))
            click.echo(f"{one.remark.code}: {text}")
        if len(reading.rejected) > _ROWS:
            click.echo(self._says(MORE_WRONG, count=len(reading.rejected) - _ROWS))

    def _table(self, reading: "Reading", study: "Study", choices: "Choices") -> None:
        figures = {"rows": reading.rows_read, "used": study.used, "rank": study.ranking}
        cells = {"cells": study.study_cells, "metres": f"{choices.cell_m:g}"}
        click.echo(self._says(FIGURES, **figures, **cells))
        click.echo(self._weights(choices))
        click.echo()
        shown = study.top[:_ROWS]
        lines = _aligned([self.say(HEADINGS).split("|"), *(_row(cell) for cell in shown)])
        click.echo(next(lines))
        for cell, line in zip(shown, lines, strict=True):
            click.echo(line)
            for reason in cell.reasons:
                click.echo(f"{'':6}{reason.text(self.say)}")

    def _weights(self, choices: "Choices") -> str:
        if choices.weights is None:
            return self._says(UNWEIGHTED)
        told = ", ".join(f"{source} {weight:g}" for source, weight in choices.weights.items())
        if choices.half_life_days is None:
            return self._says(AGELESS, weights=told)
        return self._says(WEIGHTED, weights=told, days=f"{choices.half_life_days:g}")

    def _test(self, study: "Study") -> None:
        click.echo()
        if study.backtest is None:
            click.echo(self._says(NOT_TESTED))
            return
        test = study.backtest
        winner = self.say(METHODS[test.winner])
        click.echo(self._says(TESTED, earlier=test.earlier, later=test.later, winner=winner))
        for method, by in test.hits.items():
            for share, one in by.items():
                figures = {"share": f"{100 * share:g}", "hit": f"{100 * one.hit:.1f}"}
                pai = f"{one.pai:.2f}"
                click.echo(self._says(HELD, method=self.say(METHODS[method]), pai=pai, **figures))
        for weight, count in study.overlap.items():
            click.echo(self._says(OVERLAP, weight=f"{weight:g}", count=count))

    def _warn(self, remark: Remark, before: str = "") -> None:
        click.echo(f"{remark.code}: {before}{remark.text(self.say)}", err=True)

    def _says(self, sentence: str, **args: object) -> str:
        return self.say(sentence).format(**args)

    def _print(self, figures: dict[str, Any]) -> None:
        click.echo(json.dumps(figures, ensure_ascii=False))


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, _DECIMALS)


def _row(cell: "RankedCell") -> list[str]:
    """Return the figures of a cell as they are printed; a dash for what does not exist."""
    shares = [f"{100 * share:.1f} %" for share in (cell.share, cell.cumulative)]
    known = ["-" if one is None else f"{one:.1f}" for one in (cell.kde_pct, cell.gi_z)]
    return [
        str(cell.rank or "-"),
        *(str(one) for one in (cell.row, cell.col, cell.count)),
        f"{cell.score:.2f}",
        *shares,
        *known,
    ]


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    """Yield rows whose columns end under one another."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join(cells)
