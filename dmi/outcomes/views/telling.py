"""A stored result in the reader's words: counts first, ratios with their interval, no p."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from dmi.kernel.words import N_
from dmi.outcomes.models.evaluation import CountLoad, EvaluationRun
from dmi.outcomes.rules import BARE_PERCENTAGE, shown
from dmi.outcomes.windows import windows
from dmi.outcomes.words import Estimator, Verdict
from dmi.web.sentences import word

FAULTS = {
    "E_COLUMN": N_("The row has more or fewer cells than the heading."),
    "E_CELL": N_("The area has no code, or one with signs that no code has."),
    "E_PERSON": N_("This looks like a person's number: no person belongs in a file of counts."),
    "E_PERIOD": N_("This is no month (2026-11) and no quarter (2026-Q4)."),
    "E_DATE": N_("This month has not come yet."),
    "E_NEGATIVE": N_("A count below zero."),
    "E_NONINT": N_("This is no whole number."),
    "E_DUPKEY": N_("This area and month stand already further up."),
    "E_EMPTY": N_("The file holds no row that counts this."),
    "E_ROWS": N_("More than one row in twenty has an error: nothing was kept."),
    "E_GAP": N_("Counts are missing for some months, and a missing count is not taken for zero."),
    "E_SHORT": N_("There are fewer than twelve months before the start."),
    "E_NOCONTROL": N_("No area is left to compare with."),
    "E_OVERLAP": N_("An area is both treated and compared."),
    "E_INFEASIBLE": N_("No weights of other blocks come to what the area was before."),
    "E_UNKNOWN": N_("A name in the specification is not in the file."),
    "E_SPEC": N_("The specification cannot be used as it is."),
    "E_FEWEVENTS": N_("One side of the start has no case at all."),
}
CAUTIONS = {
    "W_STRUCTURAL": N_("A series begins or ends with a year of zeros: probably nobody counted."),
    "W_OVERDISP": N_("Months scatter more than chance: simple intervals would be too narrow."),
    "W_FEWEVENTS": N_("Fewer than 20 cases: too few to tell a change from chance."),
    "W_ONEAREA": N_("One single area: its rank among the others stands in place of an error."),
    "W_PLACEBO_TIME": N_("The same “effect” is found a year earlier, before the programme began."),
    "W_SHOCK": N_("Something else happened to everybody inside the window."),
    "W_START": N_("The file marks blocks as treated in periods that the plan counts as before."),
    "W_PERMUTATION": N_("Some placebo areas could not be weighed: their share is out of fewer."),
    "W_WDDSCALE": N_("The comparison is over five times larger: a plain difference says nothing."),
}
NOTES = {
    "description": N_("Description, not an effect: nothing is compared."),
    "hac": N_("Allows for a year's memory and for scatter."),
    "level": N_("The first month alone; allows for a year's memory and for scatter."),
    "whole": N_("All months from the start on, with their slope: the interval in cases is this."),
    "few_areas": N_(
        "Fewer than 39 areas had a case a month before the start: no interval and no verdict."
    ),
    "nb": N_("The same with more scatter (negative binomial)."),
}
VERDICTS = {
    Verdict.ATTRIBUTABLE_FALL: "ok",
    Verdict.NOT_DISTINGUISHED: "quiet",
    Verdict.RISE: "bad",
    Verdict.INSUFFICIENT: "quiet",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the table of estimators."""

    name: str
    value: str
    between: str
    place: str
    note: str
    is_primary: bool


def number(value: float | None, places: int = 2) -> str:
    """Return a number of the reader's language, or a dash."""
    if value is None:
        return "–"
    return str(format_decimal(value, format=f"#,##0.{'0' * places}" if places else "#,##0"))


def told(run: EvaluationRun, least: int) -> list[Told]:
    """Return every estimator of a result, the one that was named in advance first.

    There is none where the counts that they divide are too small for this reader.
    """
    if "estimators" not in run.results or not windows(run.results, least).tells_ratios:
        return []
    primary = run.results["primary"]
    lines = [_line(one, primary) for one in run.results["estimators"]]
    return sorted(lines, key=lambda line: not line.is_primary)


def _line(one: dict[str, Any], primary: str) -> Told:
    note = NOTES.get(one.get("note", ""))
    said = [str(_(note))] if note else []
    if "refused" in one:
        said.append(str(_(CAUTIONS[one["refused"]])))
    if "months" in one:
        said.append(str(_("Over %(n)s months before and as many after.", n=one["months"])))
    if one.get("net") is not None:
        said.append(
            str(_("With the surroundings: %(n)s cases prevented.", n=number(one["net"], 0)))
        )
    in_cases = one.get("unit") == "cases"
    return Told(
        word(Estimator(one["estimator"])),
        _value(one, in_cases=in_cases),
        _between(one, in_cases=in_cases),
        str(_("%(rank)s of %(n)s", rank=one["rank"], n=one["n"])) if "rank" in one else "–",
        " ".join(said),
        one["estimator"] == primary and one.get("note") not in {"nb", "whole"},
    )


def _value(one: dict[str, Any], *, in_cases: bool) -> str:
    value = one.get("value")
    if value is None:
        return "–"
    if in_cases:
        return str(_("%(n)s cases", n=number(value, 0)))
    return str(_("%(ratio)s times", ratio=number(value)))


def _between(one: dict[str, Any], *, in_cases: bool) -> str:
    if one.get("low") is None or one.get("high") is None:
        return "–"
    places = 0 if in_cases else 2
    low, high = number(one["low"], places), number(one["high"], places)
    return str(_("from %(low)s to %(high)s", low=low, high=high))


def changes(run: EvaluationRun) -> list[str]:
    """Return what is printed beside every result: when its plan was modified, and why."""
    return [
        str(_("Plan modified on %(day)s: %(why)s", day=on, why=why))
        for on, why in run.results["plan"]["changes"]
    ]


def in_time(run: EvaluationRun, least: int) -> list[tuple[str, str, str, str]]:
    """Return what the same estimators find a year before the programme began."""
    if "in_time" not in run.results or not windows(run.results, least).tells_years:
        return []
    return [
        (
            word(Estimator(one["estimator"])),
            one["start"],
            _value(one, in_cases=False),
            _between(one, in_cases=False),
        )
        for one in run.results["in_time"]
    ]


def cautions(run: EvaluationRun) -> list[str]:
    """Return the warnings in words."""
    return cautions_of(run.warnings)


def cautions_of(codes: Iterable[str]) -> list[str]:
    """Return warnings in words by their codes."""
    return [str(_(CAUTIONS[one])) for one in codes if one in CAUTIONS]


def fault(code: str) -> str:
    """Return why something could not be used, in words."""
    return str(_(FAULTS[code])) if code in FAULTS else code


def counted(run: EvaluationRun, least: int) -> dict[str, str]:
    """Return the counts of both windows as they are printed to a reader."""
    found = run.results.get("told", {})
    return {
        "months_before": str(found.get("months_before", "–")),
        "months_after": str(found.get("months_after", "–")),
        "before": _count(found.get("before"), least),
        "after": _count(found.get("after"), least),
    }


def _count(count: int | None, least: int) -> str:
    said = shown(count, least)
    return number(count, 0) if said == str(count) else said


def comparison(run: EvaluationRun, least: int) -> str:
    """Return what the other areas did, counts first; a share only on enough cases."""
    found = run.results.get("told", {})
    if not found.get("others"):
        return ""
    before, after = found["others_before"], found["others_after"]
    counts = {"before": _count(before, least), "after": _count(after, least)}
    plain = str(_("from %(before)s to %(after)s cases", **counts))
    hides = any(0 < one < least for one in (before, after))
    if hides or before < BARE_PERCENTAGE or found["months_before"] != found["months_after"]:
        return plain + "."
    share = number(abs(100 * after / before - 100), 0)
    if after > before:
        return str(_("%(plain)s (%(share)s %% more).", share=share, plain=plain))
    return str(_("%(plain)s (%(share)s %% fewer).", share=share, plain=plain))


def cases(value: float | None) -> str:
    """Return one end of an interval as cases less or more."""
    if value is None:
        return "–"
    size = number(abs(value), 0)
    if value <= 0:
        return str(_("%(n)s fewer cases", n=size))
    return str(_("%(n)s more cases", n=size))


def difference(run: EvaluationRun, least: int) -> tuple[str, str] | None:
    """Return both ends of the interval in cases; none where they would give a small count back."""
    found = run.results.get("difference")
    told = found and windows(run.results, least).tells_ratios
    return (cases(found[0]), cases(found[1])) if found and told else None


def load_facts(load: CountLoad) -> list[tuple[str, str]]:
    """Return what an import brought."""
    facts = [
        (_("Source"), load.source),
        (_("What is counted"), word(load.indicator)),
        (_("Offence"), load.offence or "–"),
        (_("Kind of area"), word(load.unit_kind)),
    ]
    found = load.outcome or {}
    if "kept" in found:
        facts += [
            (_("Counts kept"), number(found["kept"], 0)),
            (_("Areas"), number(found["units"], 0)),
            (_("Months"), f"{found['first']} – {found['last']}"),
            (_("Rows of other offences"), number(found.get("others", 0), 0)),
            (_("Rows that stood already"), number(found["stood"], 0)),
            (_("Rejected rows"), number(found.get("rejected", 0), 0)),
        ]
    return facts
