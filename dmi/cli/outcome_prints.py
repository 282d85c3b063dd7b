"""Figures on paper: as JSON, or as tables that a person reads."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Figures = Mapping[str, Any]
_DIGITS = 10
_SMALL = 10


def as_text(found: Figures, *, as_json: bool, table: Callable[[Figures], str]) -> str:
    """Return the figures as JSON, or as ``table`` lays them out with the notes below."""
    if as_json:
        return json.dumps(_plain(found), ensure_ascii=False)
    return "\n".join([table(found), *found["notes"]])


def _plain(value: Any) -> Any:
    """Return what JSON can say: no infinity, and no digit that hangs on the machine."""
    match value:
        case float():
            return float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else None
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value


def _number(value: object) -> str:
    match value:
        case None:
            return "-"
        case float() if not math.isfinite(value):
            return "-"
        case float() if value.is_integer():
            return f"{value:.0f}"
        case float():
            return f"{value:.4f}" if abs(value) < _SMALL else f"{value:.2f}"
        case _:
            return str(value)


def _grid(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    cells = [list(headers), *([_number(cell) for cell in row] for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(headers))]
    lines = []
    for row in cells:
        rest = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        lines.append("  ".join([row[0].ljust(widths[0]), *rest]).rstrip())
    return "\n".join(lines)


def _pick(row: Figures, keys: Sequence[str]) -> list[object]:
    return [row[key] for key in keys]


def units(found: Figures) -> str:
    """Lay out a comparison of units."""
    head = (
        f"{found['constraints']} totals balanced to {max(found['max_balance_error'], 1e-12):.0e}; "
        f"{found['positive_weights']} units carry weight, the largest "
        f"{found['max_weight']:.4f}, worth {found['effective_sample_size']:.1f} equal ones"
    )
    keys = ("treated", "control", "pct", "p", "low", "high", "permutation_p")
    rows = [[one["outcome"], one["end_post"], *_pick(one, keys)] for one in found["results"]]
    parts = [head, "", _grid(("outcome", "up to", *keys), rows)]
    if found["placebo_in_time"]:
        placebos = [
            [
                one["outcome"],
                f"{one['match_through']}/{one['score_through']}",
                *_pick(one, keys[:-1]),
            ]
            for one in found["placebo_in_time"]
        ]
        parts += ["", "Placebo in time: matched through / scored up to, both before"]
        parts.append(_grid(("outcome", "periods", *keys[:-1]), placebos))
    return "\n".join(parts)


def series(found: Figures) -> str:
    """Lay out one area's estimators side by side."""
    months = found["months"]
    head = (
        f"{found['before']} events in {months['before']} months before, "
        f"{found['after']} in {months['after']} after"
    )
    ratio, its, did, mixed = (found[key] for key in ("rate_ratio", "its", "did", "synthetic"))
    keys = ("low", "high", "p")
    rows: list[list[object]] = [
        ["before and after (description)", ratio["value"], *_pick(ratio, keys)]
    ]
    if its:
        rows.append(["interrupted series, level", its["level"], *_pick(its, keys)])
        rows.append(["the same without memory", its["level"], *_pick(its["quasi"], keys)])
        if its["nb"]:
            rows.append(["the same, more scatter", its["nb"]["level"], *_pick(its["nb"], keys)])
    if did:
        rank = f"rank {did['placebo_rank']} of {did['placebo_n']}"
        rows.append([f"beside other areas, {rank}", did["ratio"], None, None, did["placebo_p"]])
    if mixed:
        rank = f"rank {mixed['rank']} of {mixed['n']}"
        share = 1 + mixed["pct"] / 100
        rows.append([f"beside a mixture, {rank}", share, None, None, mixed["rank"] / mixed["n"]])
    if before := found["placebo_in_time"]:
        rows.append([f"placebo start {before['start']}", before["level"], *_pick(before, keys)])
    grid = _grid(("ratio", "value", "low 95 %", "high 95 %", "p"), rows)
    return "\n".join([head, "", grid, "", f"Verdict: {found['verdict']}"])


def survival(found: Figures) -> str:
    """Lay out curves, their comparison and the model."""
    parts = [f"{found['people']} people, {found['events']} events", ""]
    curves = [("everybody", found["overall"]), *((one["group"], one) for one in found["groups"])]
    keys = ("at", "at_risk", "survival", "low", "high")
    rows = [[name, *_pick(one, keys)] for name, part in curves for one in part["curve"]]
    parts.append(_grid(("group", f"{found['unit']}", *keys[1:]), rows))
    if one := found["logrank"]:
        parts += ["", f"log-rank {one['chi2']:.4f}, p {one['p']:.4f}"]
    if found["cox"]:
        terms = ("coef", "se", "hr", "low", "high", "p", "proportional_p")
        rows = [[one["name"], *_pick(one, terms)] for one in found["cox"]["terms"]]
        parts += ["", _grid(("covariate", *terms), rows)]
    return "\n".join(parts)


def wdd(found: Figures) -> str:
    """Lay out plain differences."""
    keys = ("low", "high", "p")
    rows: list[list[object]] = [["difference in events (WDD)", found["wdd"], *_pick(found, keys)]]
    if irr := found["irr"]:
        rows.append(["ratio of changes", irr["value"], *_pick(irr, keys)])
    if found["tne"] is not None:
        rows.append(["displacement quotient (WDQ)", found["wdq"], None, None, None])
        rows.append(["total net effect", found["tne"], None, None, None])
    return _grid(("", "value", "low 95 %", "high 95 %", "p"), rows)
