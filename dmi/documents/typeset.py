"""Reading the shape of a filled block: date box, signers, labels, boxes to tick."""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from dmi.documents.filling import FilledBlock
from dmi.profiles.blocks import TICK_BOX
from dmi.profiles.words import BlockKind

_LABELLED = re.compile(r"([^:.]{1,24}):\s+(.+)")
_REFERENCE = re.compile(r"((?:[^\s:]{1,5}\.\s*N°|No\.|[A-Z]{1,8}\.?(?=:)))[:\s]*(.*)")
_NUMBER = re.compile(r"(\d+\.)\s+(.*)", re.DOTALL)
_LEAD = re.compile(r"([^:.]{1,48}:)(\s.*)", re.DOTALL)
_BLANK = re.compile(r"_{2,}")
_SIGNATURE = re.compile(r"_{6,}")
_PHONE = re.compile(r"\+\d+(?: \d+)+|(?<=\d) (?=(?:g|horas|días)\b)")
_BOX_ROWS = 3
# Day, hour and place stand first in every date box; only they are bold.
_BOLD_ROWS = 3


@dataclass(frozen=True)
class DateBox:
    """Day, hour and place as a frame that nobody overlooks."""

    before: tuple[str, ...]
    rows: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class Signatures:
    """Who signs: under each line a name, and a post where the text gives one."""

    before: tuple[str, ...]
    signers: tuple[tuple[str, str], ...]
    note: str


def date_box(block: FilledBlock) -> DateBox | None:
    """Return the frame of a paragraph that gives day, hour and place line by line."""
    if block.kind is not BlockKind.P:
        return None
    found = [_LABELLED.fullmatch(line) for line in block.lines]
    if sum(match is not None for match in found) < _BOX_ROWS:
        return None
    before = tuple(line for line, match in zip(block.lines, found, strict=True) if match is None)
    labelled = [match.groups() for match in found if match is not None]
    return DateBox(
        before,
        tuple(
            (label, value[:1].upper() + value[1:], place < _BOLD_ROWS)
            for place, (label, value) in enumerate(labelled)
        ),
    )


def signatures(block: FilledBlock) -> Signatures:
    """Return who signs a signature block."""
    note = block.lines[-1].strip("()") if block.lines[-1].startswith("(") else ""
    lines = block.lines[:-1] if note else block.lines
    if not note:
        named = [part.strip(" .") for line in lines for part in _SIGNATURE.split(line)]
        return Signatures((), tuple((name, "") for name in named if name), "")
    before = lines[: len(lines) % 2]
    people = lines[len(lines) % 2 :]
    pairs = zip(people[::2], people[1::2], strict=True)
    return Signatures(before, tuple((name.upper(), post) for name, post in pairs), note)


def reference_rows(block: FilledBlock) -> tuple[tuple[str, str], ...]:
    """Return the lines of an official block as label and words; the class has no label."""
    found = [(_REFERENCE.fullmatch(line), line) for line in block.lines]
    return tuple((match.group(1), match.group(2)) if match else ("", line) for match, line in found)


def numbered(text: str) -> tuple[str, str, str]:
    """Return number, lead and rest of a numbered paragraph."""
    found = _NUMBER.fullmatch(text)
    number, rest = (found.group(1), found.group(2)) if found else ("", text)
    lead = _LEAD.fullmatch(rest)
    return (number, lead.group(1), lead.group(2)) if lead else (number, "", rest)


def labelled(text: str) -> tuple[str, str]:
    """Return label and words of a row."""
    label, _, words = text.partition(": ")
    return label, words


def inline(text: str) -> Markup:
    """Return one line for the page: escaped, with its boxes to tick and its lines to write on."""
    whole = _PHONE.sub(lambda found: found.group().replace(" ", "\u00a0"), text)
    safe = str(escape(whole)).replace(TICK_BOX, f'<span class="tick">{TICK_BOX}</span>')
    return Markup(_BLANK.sub(_line, safe))  # noqa: S704 - escaped above, marks are ours


def _line(found: re.Match[str]) -> str:
    width = min(max(len(found.group()) * 3, 14), 60)
    return f'<span class="blank" style="width: {width}mm"></span>'
