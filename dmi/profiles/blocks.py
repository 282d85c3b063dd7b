"""The form in which the words of every paper are kept: numbered blocks with placeholders."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dmi.profiles.placeholders import PLACEHOLDER
from dmi.profiles.words import BlockKind, PaperId

_HEADER = re.compile(r"\[(P\d\d[A-Z]?)\.(\d\d) (\w+)(?: if:([\w|]+))?\] ?(.*)")
TICK_BOX = "☐"


class BadBlocks(ValueError):
    """A text file that does not follow the form of blocks."""


@dataclass(frozen=True)
class Block:
    """One numbered block: its words never change under the same text version."""

    paper: PaperId
    number: int
    kind: BlockKind
    condition: str
    text: str

    @property
    def block_id(self) -> str:
        """Return the id as printed in the text files, such as ``P01I.05``."""
        return f"{self.paper}.{self.number:02}"

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Return the names in braces, each once, in the order of the text."""
        return tuple(dict.fromkeys(PLACEHOLDER.findall(self.text)))

    @property
    def tick_boxes(self) -> int:
        """Return how many boxes the block offers to tick."""
        return self.text.count(TICK_BOX)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the heads of the columns of a table block."""
        if self.kind is not BlockKind.TABLE:
            return ()
        return tuple(part.strip() for part in self.text.split("|"))

    def holds(self, conditions: Iterable[str]) -> bool:
        """Return whether the block is printed when exactly these conditions are true."""
        return not self.condition or not set(self.condition.split("|")).isdisjoint(conditions)


def parse(source: str) -> tuple[Block, ...]:
    """Return the blocks of a text file; ids are per paper and without gaps."""
    blocks = tuple(_blocks(source))
    expected: dict[str, int] = {}
    for block in blocks:
        expected[block.paper] = expected.get(block.paper, 0) + 1
        if block.number != expected[block.paper]:
            raise BadBlocks(f"{block.block_id}: number {expected[block.paper]:02} was expected")
    return blocks


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with every placeholder replaced once; a value is never read again."""
    return PLACEHOLDER.sub(lambda found: values.get(found.group(1), ""), text)


def _blocks(source: str) -> Iterator[Block]:
    for part in re.split(r"\n[ \t]*\n", source.replace("\r\n", "\n").strip()):
        if not part.startswith("["):
            continue
        head, _, rest = part.partition("\n")
        found = _HEADER.fullmatch(head)
        if found is None:
            raise BadBlocks(f"not the head of a block: {head}")
        paper, number, kind, condition, first = found.groups()
        if paper not in set(PaperId) or kind not in set(BlockKind):
            raise BadBlocks(f"unknown paper or kind: {head}")
        text = f"{first}\n{rest}".strip()
        yield Block(PaperId(paper), int(number), BlockKind(kind), condition or "", text)
