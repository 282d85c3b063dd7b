"""Read the signed text of the machines back, so that the code is held against the paper."""

import re
from dataclasses import dataclass
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"
_STEP = re.compile(r"^  ([A-Z]+)\.(\w+): ")
_MOVE = re.compile(r"^    ([A-Z_|]+) > ([A-Z_]+)$")
_WHO = re.compile(r"^    who ([A-Z|+]+);")


@dataclass(frozen=True, slots=True)
class Row:
    """One step as the signed text has it."""

    machine: str
    name: str
    leaves: frozenset[str]
    arrives: str
    who: str

    @property
    def key(self) -> str:
        return f"{self.machine}.{self.name}"


def unwrapped(text: str) -> list[str]:
    """Return the lines of a signed text, each with what was carried over to the next."""
    return text.replace("\n      ", " ").splitlines()


def signed_rows() -> tuple[Row, ...]:
    """Return every step of the signed text."""
    rows: list[Row] = []
    machine, name, leaves, arrives = "", "", "", ""
    for line in unwrapped((GOLDEN / "pathway.txt").read_text("utf-8")):
        if found := _STEP.match(line):
            machine, name = found.groups()
        elif found := _MOVE.match(line):
            leaves, arrives = found.groups()
        elif found := _WHO.match(line):
            rows.append(Row(machine, name, frozenset(leaves.split("|")), arrives, found[1]))
    return tuple(rows)


ROWS = signed_rows()
