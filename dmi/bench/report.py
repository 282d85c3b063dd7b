"""What was measured, in words and as figures, with the machine that it was measured on."""

import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version

from dmi.bench.ranking import Cost

LIMIT_INCIDENTS, LIMIT_S = 1_000_000, 3.0
"""territory-outcomes 7, E17: so many points are ranked in less than so many seconds once read."""
_MEMORY = ("MB before", "MB read", "MB ranked")
_WIDTH = 9


def figures(found: Sequence[Cost], *, seed: int, rounds: int) -> dict[str, object]:
    """Return everything that was measured, by the names that are printed as JSON."""
    return {
        "machine": _machine(),
        "seed": seed,
        "rounds": rounds,
        "ranking": [{**asdict(one), "ratio": one.ratio, "noisy": one.is_noisy} for one in found],
    }


def table(found: Sequence[Cost], *, seed: int, rounds: int) -> str:
    """Return the same for a person, smallest size first."""
    heads = ("incidents", "read s", "binned s", "ranked s", "on cpu s", "x", *_MEMORY)
    measured_on = ", ".join(f"{key} {value}" for key, value in _machine().items())
    lines = [
        "Ranking a place: seconds and MB; x is times plain binning of the same points.",
        f"{measured_on}, seed {seed}, median of {rounds}",
        "",
        "  ".join(head.rjust(_WIDTH) for head in heads),
        *map(_line, found),
        "",
        *_growth(found),
        *_limit(found),
    ]
    return "\n".join(lines)


def _line(one: Cost) -> str:
    cells = (
        f"{one.incidents}",
        f"{one.read_s:.2f}",
        f"{one.floor_s:.4f}",
        f"{one.rank_s:.3f}",
        f"{one.rank_cpu_s:.3f}",
        f"{one.ratio:.1f}",
        *(f"{mb:.0f}" for mb in (one.start_mb, one.read_mb, one.rank_mb)),
    )
    return "  ".join(cell.rjust(_WIDTH) for cell in cells) + ("  noisy" if one.is_noisy else "")


def _growth(found: Sequence[Cost]) -> list[str]:
    first, last = found[0], found[-1]
    if first.incidents == last.incidents:
        return []
    times = last.rank_cpu_s / last.incidents / (first.rank_cpu_s / first.incidents)
    kept = (last.rank_mb - last.start_mb) * 1024 * 1024 / last.incidents
    costs = f"One incident of {last.incidents} costs {times:.2f} times one of {first.incidents}"
    return [f"{costs}; it holds {kept:.0f} bytes at most."]


def _limit(found: Sequence[Cost]) -> list[str]:
    return [
        f"{one.incidents} incidents in {one.rank_s:.2f} s; the limit is {LIMIT_S:.0f} s:"
        f" {'held' if one.rank_s < LIMIT_S else 'not held'}."
        for one in found
        if one.incidents == LIMIT_INCIDENTS
    ]


def _machine() -> dict[str, str]:
    return {
        "cores": str(os.cpu_count()),
        "load": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        "numpy": version("numpy"),
    }
