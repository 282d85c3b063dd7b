"""A comparison of units by files: the spec read, and its progress on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from dmi.science import unit_spec
from dmi.science.columns import read_table
from dmi.science.findings import Fault, Unfit
from dmi.science.unit_spec import Spec


def read_spec(path: Path) -> Spec:
    """Read a spec.

    Raises:
        Unfit: E_SPEC, naming what is wrong.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as torn:
        raise Unfit(Fault.SPEC, f"{path.name} is no JSON: {torn}") from torn
    return unit_spec.read_spec(text, path.name)


def evaluated(path: Path, spec: Spec) -> dict[str, object]:
    """Return the figures of a comparison, by the names that are printed.

    Raises:
        Unfit: see ``unit_panel`` and ``evaluate``.
    """
    with _progress(spec.permutations) as advance:
        return unit_spec.evaluated(read_table(path), spec, advance)


@contextmanager
def _progress(length: int) -> Iterator[Callable[[], None]]:
    if not length or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=length, label="placebo areas", file=sys.stderr) as bar:
        yield lambda: bar.update(1)
