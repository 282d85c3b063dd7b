"""What a wording must keep before somebody may approve it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dmi.profiles.blocks import Block
from dmi.profiles.placeholders import has_stray_brace, unknown_names
from dmi.profiles.profile import Profile
from dmi.profiles.words import BlockKind

_GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_BRACES = frozenset("{}")


@dataclass(frozen=True)
class Finding:
    """One fault of a wording: in which block, which kind, which words."""

    block_id: str
    fault: str
    words: str = ""


def differences(first: Sequence[Block], second: Sequence[Block]) -> tuple[Finding, ...]:
    """Return where two languages of one paper differ in more than their words."""
    findings: list[Finding] = []
    for one, other in zip_longest(first, second):
        if one is None or other is None or one.block_id != other.block_id:
            known = one or other
            findings.append(Finding(known.block_id if known else "", "order"))
            break
        findings += [
            Finding(one.block_id, fault)
            for fault, mine, theirs in (
                ("kind", one.kind, other.kind),
                ("condition", one.condition, other.condition),
                ("placeholders", set(one.placeholders), set(other.placeholders)),
                ("tick_boxes", one.tick_boxes, other.tick_boxes),
                ("columns", len(one.columns), len(other.columns)),
            )
            if mine != theirs
        ]
    return tuple(findings)


def unknown_placeholders(blocks: Sequence[Block]) -> tuple[Finding, ...]:
    """Return placeholders that are not in the closed list, and braces that hold none."""
    findings = [
        Finding(block.block_id, "unknown_placeholder", name)
        for block in blocks
        for name in unknown_names(block.text)
    ]
    findings += [
        Finding(block.block_id, "stray_brace") for block in blocks if has_stray_brace(block.text)
    ]
    return tuple(findings)


def forbidden_words(blocks: Iterable[Block], profile: Profile) -> tuple[Finding, ...]:
    """Return the words that a block may not hold under the sets of its paper."""
    return tuple(
        Finding(block.block_id, words.name, found)
        for block in blocks
        for words in profile.words_for(block.paper)
        for found in words.found_in(block.text)
    )


def unsendable_letters(blocks: Iterable[Block]) -> tuple[Finding, ...]:
    """Return letters of a text message that would double its price or arrive broken."""
    return tuple(
        Finding(block.block_id, "gsm7", "".join(sorted(strange)))
        for block in blocks
        if block.kind is BlockKind.SMS and (strange := set(block.text) - _GSM7 - _BRACES)
    )


def findings(blocks: Sequence[Block], profile: Profile) -> tuple[Finding, ...]:
    """Return every fault of one wording by itself."""
    return (
        *unknown_placeholders(blocks),
        *forbidden_words(blocks, profile),
        *unsendable_letters(blocks),
    )
