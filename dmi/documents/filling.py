"""Putting values into the blocks of a paper: nothing required is empty, no value is read twice."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from dmi.profiles.blocks import Block, fill_placeholders
from dmi.profiles.placeholders import placeholders
from dmi.profiles.words import BlockKind

QR = "qr"


@dataclass(frozen=True)
class FilledBlock:
    """One block as it is printed; an empty line was left out."""

    block_id: str
    kind: BlockKind
    lines: tuple[str, ...]
    columns: tuple[str, ...] = ()
    has_qr: bool = False

    @property
    def text(self) -> str:
        """Return the words of the block in one string."""
        return "\n".join(self.lines)


@dataclass(frozen=True)
class MissingValue:
    """A required placeholder without a value, and the block that holds it."""

    block_id: str
    placeholder: str


class Incomplete(Exception):
    """The paper is not issued: these required values are missing."""

    def __init__(self, missing: tuple[MissingValue, ...]) -> None:
        super().__init__(", ".join(dict.fromkeys(gap.placeholder for gap in missing)))
        self.missing = missing


def printed(blocks: Iterable[Block], conditions: Collection[str]) -> tuple[Block, ...]:
    """Return the blocks that are printed when exactly these conditions hold."""
    return tuple(block for block in blocks if block.holds(conditions))


def missing(
    blocks: Iterable[Block], values: Mapping[str, str], conditions: Collection[str]
) -> tuple[MissingValue, ...]:
    """Return what the pre-flight names: required placeholders of printed blocks without value."""
    known = placeholders()
    return tuple(
        MissingValue(block.block_id, name)
        for block in printed(blocks, conditions)
        for name in block.placeholders
        if name != QR
        and (name not in known or known[name].is_required)
        and not values.get(name, "").strip()
    )


def fill(
    blocks: Iterable[Block], values: Mapping[str, str], conditions: Collection[str]
) -> tuple[FilledBlock, ...]:
    """Return the printed blocks with their values.

    Raises:
        Incomplete: a required placeholder has no value.
    """
    kept = printed(blocks, conditions)
    gaps = missing(kept, values, conditions)
    if gaps:
        raise Incomplete(gaps)
    return tuple(_filled(block, values) for block in kept)


def _filled(block: Block, values: Mapping[str, str]) -> FilledBlock:
    values = {**values, QR: ""}
    empty = [name for name in block.placeholders if not values.get(name, "").strip()]
    lines: list[str] = []
    for line in block.text.split("\n"):
        spare = _without(line, empty)
        if spare is not None:
            lines += fill_placeholders(spare, values).strip().split("\n")
    return FilledBlock(
        block.block_id,
        block.kind,
        tuple(line for line in lines if line),
        tuple(fill_placeholders(column, values) for column in block.columns),
        QR in block.placeholders,
    )


def _without(line: str, empty: Iterable[str]) -> str | None:
    """Return the line without its empty placeholders and their labels, or nothing at all."""
    for name in empty:
        held = re.escape(f"{{{name}}}")
        if re.fullmatch(rf"\W*{held}\W*", line):
            return None
        for label in (
            rf",\s*[^,.:{{}}]*{held}(?=[,.])",
            rf"(?:(?<=[.?!])\s+|^)[^.?!{{}}]*:\s*{held}\.",
            rf"(?:^|(?<=[}}_])\s+)[^.:{{}}_☐]*:\s*{held}(?=\s|$)(?!\s*_)",
            rf"\s*{held}",
        ):
            shorter, times = re.subn(label, "", line, count=1)
            if times:
                line = shorter
                break
    return line
