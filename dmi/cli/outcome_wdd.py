"""The figures of plain counts."""

from collections.abc import Sequence
from dataclasses import asdict

from dmi.science.differences import BeforeAfter, did_ratio, displacement, wdd
from dmi.science.findings import Fault, Unfit

_LENGTHS = (4, 6, 8)
_THREE = 3


def evaluated(counts: Sequence[int]) -> dict[str, object]:
    """Return the figures of four, six or eight counts, by the names that are printed.

    Raises:
        Unfit: E_SPEC for another number of counts, E_FEWEVENTS for nothing but zeros.
    """
    if len(counts) not in _LENGTHS:
        raise Unfit(Fault.SPEC, f"{len(counts)} counts; give 4, 6 or 8, each pair before and after")
    if not any(counts):
        raise Unfit(Fault.FEWEVENTS, "every count is zero: there is nothing to compare")
    pairs = [BeforeAfter(*counts[one : one + 2]) for one in range(0, len(counts), 2)]
    area, control = pairs[:2]
    # A control needs surroundings of its own before the plain difference can count the area's.
    found = wdd(*pairs) if len(pairs) != _THREE else wdd(area, control)
    irr = did_ratio(area, control) if min(counts[:4]) > 0 else None
    moved = None
    if len(pairs) >= _THREE and min(control.before, control.after) > 0:
        moved = displacement(area, pairs[2], control)
    return {
        "wdd": found.value.value if found.value else None,
        "se": found.error,
        "low": found.value.low if found.value else None,
        "high": found.value.high if found.value else None,
        "p": found.value.p if found.value else None,
        "irr": asdict(irr) if irr else None,
        "wdq": moved.wdq if moved else None,
        "tne": moved.net if moved else None,
        "success": moved.success if moved else None,
        "warnings": [one.caution.value for one in found.told],
        "notes": [f"{one.caution}: {one.sentence}" for one in found.told],
    }
