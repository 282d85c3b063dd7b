"""The form in which the words of every paper are kept: numbered blocks with placeholders."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

_HEADER = re.compile(r"\[(P\d\d[A-Z]?)\.(\d\d) (\w+)(?: if:([\w|]+))?\] ?(.*)")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
TICK_BOX = "☐"
BLANK = "____"


class PaperId(StrEnum):
    """Every paper and closed list of sentences, by the number that its blocks carry."""

    P01I = "P01I"
    P01R = "P01R"
    P01C = "P01C"
    P01E = "P01E"
    P01A = "P01A"
    P02 = "P02"
    P03 = "P03"
    P04 = "P04"
    P05 = "P05"
    P06 = "P06"
    P07F = "P07F"
    P07A = "P07A"
    P07R = "P07R"
    P07P = "P07P"
    P07S = "P07S"
    P08 = "P08"
    P09O = "P09O"
    P09S = "P09S"
    P10 = "P10"
    P11 = "P11"
    P12A = "P12A"
    P12N = "P12N"
    P12P = "P12P"
    P13 = "P13"
    P14 = "P14"
    P15 = "P15"
    P15F = "P15F"
    P16 = "P16"
    P17L = "P17L"
    P17C = "P17C"
    P18D = "P18D"
    P18W = "P18W"
    P19C = "P19C"
    P19M = "P19M"
    P19V = "P19V"
    P20A = "P20A"
    P20N = "P20N"
    P21 = "P21"
    P22S = "P22S"
    P22M = "P22M"
    P22P = "P22P"
    P23 = "P23"
    X = "X"


class BlockKind(StrEnum):
    """What a block is on the page; text files write the word small."""

    HEAD = "HEAD"
    ADDRESS = "ADDRESS"
    REFERENCE = "REFERENCE"
    H = "H"
    P = "P"
    LI = "LI"
    NUM = "NUM"
    TABLE = "TABLE"
    ROW = "ROW"
    FIELD = "FIELD"
    NOTE = "NOTE"
    SIGN = "SIGN"
    REF = "REF"
    SLIP = "SLIP"
    ENVELOPE = "ENVELOPE"
    CLOSE = "CLOSE"
    DISTRIBUTION = "DISTRIBUTION"
    FIGURE = "FIGURE"
    VERDICT = "VERDICT"
    OPTION = "OPTION"
    SMS = "SMS"
    SUBJECT = "SUBJECT"


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
        return tuple(dict.fromkeys(_PLACEHOLDER.findall(self.text)))

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
            message = f"{block.block_id}: number {expected[block.paper]:02} was expected"
            raise BadBlocks(message)
    return blocks


def fill_placeholders(text: str, values: dict[str, str]) -> str:
    """Return ``text`` with every placeholder replaced once; a value is never read again."""
    return _PLACEHOLDER.sub(lambda found: values.get(found.group(1), ""), text)


def _blocks(source: str) -> Iterator[Block]:
    for part in re.split(r"\n[ \t]*\n", source.replace("\r\n", "\n").strip()):
        if not part.startswith("["):
            continue
        head, _, rest = part.partition("\n")
        found = _HEADER.fullmatch(head)
        if found is None:
            message = f"not the head of a block: {head}"
            raise BadBlocks(message)
        paper, number, kind, condition, first = found.groups()
        if paper not in set(PaperId) or kind.upper() not in set(BlockKind):
            message = f"unknown paper or kind: {head}"
            raise BadBlocks(message)
        text = f"{first}\n{rest}".strip()
        yield Block(PaperId(paper), int(number), BlockKind(kind.upper()), condition or "", text)
