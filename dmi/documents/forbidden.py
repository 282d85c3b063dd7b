"""What may not stand on a filled paper: words, numbers, and the names of others."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dmi.documents.filling import FilledBlock
from dmi.kernel.wording import WordSet, names_in


@dataclass(frozen=True)
class Found:
    """One thing that may not stand there: in which block, under which rule."""

    block_id: str
    rule: str
    words: str


def forbidden(
    blocks: Iterable[FilledBlock],
    sets: Iterable[WordSet],
    *,
    allowed: Collection[str],
    others: Collection[str],
    numbers: Collection[str] = (),
) -> tuple[Found, ...]:
    """Return everything on the paper that its rules refuse.

    Args:
        blocks: the paper as it will be printed.
        sets: the word sets of this kind of paper.
        allowed: names and addresses that may stand: addressee, signatories, guarantor, contact.
        others: names of the cohort's people, their influentials and officers.
        numbers: case and exhibit numbers that are on file for these people.
    """
    known = tuple(sets)
    strangers = [name for name in others if not names_in("\n".join(allowed), (name,))]
    found: list[Found] = []
    for block in blocks:
        text = _without(block.text, allowed)
        found += [
            Found(block.block_id, words.name, word)
            for words in known
            for word in words.found_in(text)
        ]
        found += [Found(block.block_id, "name", name) for name in names_in(text, strangers)]
        found += [
            Found(block.block_id, "number", number)
            for number in numbers
            if re.search(rf"(?<!\w){re.escape(number)}(?!\w)", text)
        ]
    return tuple(found)


def envelope_faults(
    blocks: Iterable[FilledBlock], name: str, address: Collection[str]
) -> tuple[str, ...]:
    """Return the lines of an envelope that are neither the name nor the address."""
    expected = {name, *address}
    return tuple(line for block in blocks for line in block.lines if line not in expected)


def _without(text: str, allowed: Iterable[str]) -> str:
    """Return the text with the allowed names and addresses blotted out, longest first."""
    for name in sorted(filter(None, allowed), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "·", text, flags=re.IGNORECASE)
    return text
