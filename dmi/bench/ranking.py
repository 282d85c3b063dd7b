"""What it costs to rank a place: time beside plain binning, and memory, size by size."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np

from dmi.bench.invented import LAST_DAY, SPOT, Expected, write
from dmi.science.incidents import Incidents, read_incidents
from dmi.science.study import Choices, Study, study

NOISY = 1.3
"""A case whose time is so many times its time on the processor stood beside other work."""
_BINS = (130, 124)
_MB = 1024
_SPOT_DEGREES = 0.0015


class Wrong(Exception):
    """What was to be timed does not give what it must: no time is printed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one size costs.

    Attributes:
        incidents: how many are ranked.
        read_s: seconds to read the file.
        floor_s: median processor seconds of plain binning of the same points.
        rank_s: median seconds to rank them once they are read.
        rank_cpu_s: the same on the processor.
        start_mb: memory of the process at most before reading, in MB.
        read_mb: at most once read.
        rank_mb: at most once ranked.
    """

    incidents: int
    read_s: float
    floor_s: float
    rank_s: float
    rank_cpu_s: float
    start_mb: float
    read_mb: float
    rank_mb: float

    @property
    def ratio(self) -> float:
        """How many times plain binning."""
        return self.rank_cpu_s / self.floor_s

    @property
    def is_noisy(self) -> bool:
        """Whether other work stood beside it."""
        return self.rank_s > NOISY * self.rank_cpu_s


def costs(sizes: Sequence[int], *, rounds: int, seed: int) -> Iterator[Cost]:
    """Return the cost of each size, each in a process of its own.

    Args:
        sizes: incidents, at least 1,000 each.
        rounds: times that ranking and binning are repeated, by turns.
        seed: of the invented city.

    Raises:
        Wrong: a file was not read or ranked as it must be.
    """
    spawn = multiprocessing.get_context("spawn")
    with (
        TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as apart,
    ):
        for size in sizes:
            path = Path(folder) / f"{size}.csv"
            expected = write(path, size, seed)
            yield apart.submit(cost, path, expected, rounds).result()
            path.unlink()


def cost(path: Path, expected: Expected, rounds: int) -> Cost:
    """Read and rank one file; memory is that of the whole process.

    Raises:
        Wrong: it was not read or ranked as it must be.
    """
    start_mb = peak_mb()
    began = perf_counter()
    with path.open("rb") as stream:
        reading = read_incidents(stream, today=LAST_DAY)
    read_s = perf_counter() - began
    read_mb = peak_mb()
    found = (reading.incidents.count, reading.duplicates, len(reading.rejected))
    if found != (expected.incidents, expected.duplicates, expected.rejected):
        raise Wrong(f"{path.name}: used, duplicates and rejected are {found}.")
    _must_find(study(reading.incidents, Choices()), expected)
    floors, walls, cpus = [], [], []
    for _ in range(rounds):
        floors.append(_timed(lambda: _binned(reading.incidents))[1])
        wall, cpu = _timed(lambda: study(reading.incidents, Choices()))
        walls.append(wall)
        cpus.append(cpu)
    return Cost(
        incidents=reading.incidents.count,
        read_s=read_s,
        floor_s=median(floors),
        rank_s=median(walls),
        rank_cpu_s=median(cpus),
        start_mb=start_mb,
        read_mb=read_mb,
        rank_mb=peak_mb(),
    )


def peak_mb() -> float:
    """Return how much memory this process held at most since it began, in MB.

    Not ``getrusage``: what that says is handed down by the process that began this one.
    """
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / _MB
    raise Wrong("This system does not say how much memory a process held.")


def _must_find(found: Study, expected: Expected) -> None:
    first = found.top[0]
    near = (
        first.lon is not None
        and first.lat is not None
        and max(abs(first.lon - SPOT[0]), abs(first.lat - SPOT[1])) < _SPOT_DEGREES
    )
    # The spot may lie in up to four cells; every other place holds fewer.
    enough = first.count >= expected.on_spot / 4
    if found.ranking != expected.incidents or not near or not enough:
        raise Wrong(f"{found.ranking} incidents were ranked, and first came {first}.")


def _binned(incidents: Incidents) -> None:
    if incidents.degrees is None:
        raise Wrong("The file has no degrees.")
    np.histogram2d(incidents.degrees[:, 0], incidents.degrees[:, 1], bins=_BINS)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = perf_counter(), process_time()
    work()
    return perf_counter() - wall, process_time() - cpu
