"""The spec of a comparison of units, and its figures by name."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from unicodedata import category

from dmi.science.columns import Table
from dmi.science.findings import Caution, Fault, Told, Unfit
from dmi.science.linearised import Tail
from dmi.science.periods import period
from dmi.science.permutation import placebo_areas, with_permutation_p
from dmi.science.unit_file import unit_panel
from dmi.science.units import (
    InTime,
    UnitPanel,
    UnitPlan,
    UnitReport,
    UnitResult,
    evaluate,
    placebo_in_time,
    told_in_time,
)

_NEEDED = ("id", "time", "treated", "start_pre", "end_pre", "outcomes")
_MAY = ("end_post", "match_out", "covariates", "test", "confidence", "permutations", "seed")
_KNOWN = (*_NEEDED, *_MAY, "placebo_in_time")
_UNWRITTEN = ("Cc", "Cs")
_MOST = 10**9
_HELD_BACK = 3
"""Without placebos of its own a plan holds the last third of the time before back."""


@dataclass(frozen=True)
class Spec:
    """A spec as it was read; ``end_post`` and ``placebos`` may be left to the table."""

    unit: str
    time: str
    treated: str
    plan: UnitPlan
    permutations: int
    seed: int
    placebos: tuple[tuple[int, int], ...]


def read_spec(text: str, name: str) -> Spec:
    """Read a spec from JSON; ``name`` is what messages call it.

    Raises:
        Unfit: E_SPEC, naming what is wrong.
    """
    said = _object(text, name)
    outcomes = _words(said, "outcomes")
    plan = UnitPlan(
        start_pre=_moment(said, "start_pre"),
        end_pre=_moment(said, "end_pre"),
        end_post=_moments(said, "end_post"),
        match_out=_spans(said, outcomes),
        covariates=_words(said, "covariates"),
        outcomes=outcomes,
        tail=_tail(said),
        confidence=_confidence(said),
    )
    if not outcomes:
        raise _wrong("outcomes names nothing to compare", "outcomes")
    if plan.start_pre > plan.end_pre or any(end <= plan.end_pre for end in plan.end_post):
        raise Unfit(
            Fault.SPEC,
            "the periods must run start_pre <= end_pre < end_post",
            ("end_pre", "end_post"),
        )
    unit, time, treated = (_word(said, key) for key in ("id", "time", "treated"))
    draws, seed = _count(said, "permutations"), _count(said, "seed")
    return Spec(unit, time, treated, plan, draws, seed, _pairs(said))


def _object(text: str, name: str) -> dict[str, object]:
    """Return the keys of a spec, each of which is known and none of which is lacking."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as torn:
        place = f"{torn.lineno}:{torn.colno}" if isinstance(torn, json.JSONDecodeError) else "JSON"
        raise _wrong(f"{name} is no JSON: {torn}", place) from torn
    if any(category(sign) in _UNWRITTEN for word in _strings(said) for sign in word):
        raise _wrong(f"{name} holds a sign that no name has", "\\u")
    if not isinstance(said, dict):
        raise _wrong(f"{name} must be an object with {', '.join(_NEEDED)}", "{}")
    unknown = [key for key in said if key not in _KNOWN]
    missing = [key for key in _NEEDED if key not in said]
    if unknown or missing:
        told = [f"knows no {', '.join(unknown)}"] if unknown else []
        told += [f"lacks {', '.join(missing)}"] if missing else []
        raise Unfit(
            Fault.SPEC,
            f"{name} {' and '.join(told)}; keys: {', '.join(_KNOWN)}",
            (*unknown, *missing),
        )
    return said


def _wrong(sentence: str, *keys: str) -> Unfit:
    return Unfit(Fault.SPEC, sentence, [key for key in keys if key])


def _strings(said: object) -> Iterator[str]:
    """Yield every key and text, however deep it lies."""
    waiting = [said]  # no recursion: somebody may nest it a thousand times
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            yield from one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _word(said: Mapping[str, object], key: str) -> str:
    if not isinstance(said[key], str):
        raise _wrong(f"{key} must be the name of a column", key)
    return str(said[key])


def _words(said: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = said.get(key) or []
    found = [found] if isinstance(found, str) else found
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise _wrong(f"{key} must be a list of columns", key)
    return tuple(dict.fromkeys(found))


def _as_moment(value: object, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise _wrong(f"{key}: a {type(value).__name__} is no period", key)
    try:
        return period(str(value))
    except ValueError as wrong:
        raise _wrong(f"{key}: {wrong}", key) from wrong


def _moment(said: Mapping[str, object], key: str) -> int:
    return _as_moment(said[key], key)


def _moments(said: Mapping[str, object], key: str) -> tuple[int, ...]:
    found = said.get(key)
    several = found if isinstance(found, list) else [] if found is None else [found]
    return tuple(sorted({_as_moment(one, key) for one in several}))


def _spans(said: Mapping[str, object], outcomes: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    found = said.get("match_out", list(outcomes))
    if not isinstance(found, dict):
        return dict.fromkeys(_words({"match_out": found}, "match_out"), ())
    for name, spans in found.items():
        whole = isinstance(spans, list) and spans
        if not whole or not all(type(span) is int and span > 0 for span in spans):
            raise Unfit(
                Fault.SPEC, f"match_out, {name}: spans are whole numbers of periods", ("match_out",)
            )
    return {name: tuple(spans) for name, spans in found.items()}


def _tail(said: Mapping[str, object]) -> Tail:
    word = said.get("test", Tail.BOTH)
    if word not in list(Tail):
        raise _wrong(f"test must be one of {', '.join(Tail)}", "test")
    return Tail(str(word))


def _confidence(said: Mapping[str, object]) -> float:
    found = said.get("confidence", 0.90)
    if not isinstance(found, float) or not 0 < found < 1:
        raise Unfit(
            Fault.SPEC, "confidence must lie between 0 and 1, such as 0.90", ("confidence",)
        )
    return found


def _count(said: Mapping[str, object], key: str) -> int:
    found = said.get(key) or 0
    if type(found) is not int or not 0 <= found <= _MOST:
        raise _wrong(f"{key} must be a whole number of zero or more", key)
    return found


def _pairs(said: Mapping[str, object]) -> tuple[tuple[int, int], ...]:
    found = said.get("placebo_in_time") or []
    pairs = []
    for one in found if isinstance(found, list) else [None]:
        match one:
            case [match, through]:
                both = (match, through)
                pairs.append(tuple(_as_moment(each, "placebo_in_time") for each in both))
            case _:
                raise Unfit(
                    Fault.SPEC,
                    "placebo_in_time must be [[match_through, score_through]]",
                    ("placebo_in_time",),
                )
    return tuple((match, through) for match, through in pairs)


def evaluated(
    table: Table, spec: Spec, advance: Callable[[], None] = lambda: None
) -> dict[str, object]:
    """Return the figures of a comparison, by the names that are printed.

    Args:
        table: a row for each unit and period.
        spec: what is compared.
        advance: called after each placebo area.

    Raises:
        Unfit: see ``unit_panel`` and ``evaluate``.
    """
    plan = spec.plan
    panel = unit_panel(
        table,
        unit=spec.unit,
        time=spec.time,
        treated=spec.treated,
        counts=tuple(dict.fromkeys((*plan.match_out, *plan.outcomes))),
        covariates=plan.covariates,
        end_pre=plan.end_pre,
    )
    if not plan.end_post:
        plan = replace(plan, end_post=(panel.periods[-1],))
    report = evaluate(panel, plan)
    if spec.permutations:
        drawn = placebo_areas(panel, plan, spec.permutations, spec.seed, advance)
        report = with_permutation_p(report, plan.tail, drawn)
    placebos, told = _placebos(panel, spec, plan)
    return _figures(panel, report, placebos, (*report.told, *told))


def _placebos(panel: UnitPanel, spec: Spec, plan: UnitPlan) -> tuple[list[InTime], list[Told]]:
    """Run what the spec asks for, else hold the last third of the time before back."""
    wanted = spec.placebos
    if not wanted:
        before = plan.end_pre - plan.start_pre + 1
        held = max(before // _HELD_BACK, 1)
        wanted = ((plan.end_pre - held, plan.end_pre),) if before > held else ()
    found, told = [], []
    for match, through in wanted:
        try:
            found.append(placebo_in_time(panel, plan, match, through))
        except Unfit as unfit:
            if unfit.fault is not Fault.INFEASIBLE:
                raise
            sentence = f"the placebo {match}/{through} could not be balanced"
            told.append(Told(Caution.PLACEBO_TIME, sentence))
    return found, [*told_in_time(found), *told]


def _figures(
    panel: UnitPanel, report: UnitReport, placebos: list[InTime], told: tuple[Told, ...]
) -> dict[str, object]:
    label = dict(zip(panel.periods, panel.labels, strict=True))

    def moment(at: int) -> int | str:
        return at if label[at].lstrip("-").isdigit() else label[at]

    def row(one: UnitResult) -> dict[str, object]:
        keys = ("outcome", "treated", "control", "pct", "p", "low", "high")
        return {key: getattr(one, key) for key in keys}

    return {
        "constraints": len(report.constraints),
        "positive_weights": report.weights.positive,
        "max_weight": float(report.weights.values.max()),
        "effective_sample_size": report.weights.effective_size,
        # Below this an error is the rounding of one machine.
        "max_balance_error": round(report.weights.max_error, 12),
        "results": [
            {"end_post": moment(one.end_post), **row(one), "permutation_p": one.permutation_p}
            for one in report.results
        ],
        "placebo_in_time": [
            {
                "match_through": moment(placebo.match_through),
                "score_through": moment(placebo.score_through),
                **row(one),
            }
            for placebo in placebos
            for one in placebo.results
        ],
        "warnings": list(dict.fromkeys(one.caution.value for one in told)),
        "notes": [f"{one.caution}: {one.sentence}" for one in told],
    }
