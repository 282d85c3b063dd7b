"""Words that a text may not hold, compared as people read them and not as bytes."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class WordSet:
    """Words that certain papers may not hold.

    ``words`` holds whole words or phrases; ``stems`` catch every word that begins so (and with
    it enclitics: *cit* finds *citarle*); ``capitals`` are compared letter by letter; ``shapes``
    are regular expressions for numbers.
    """

    name: str
    papers: frozenset[str]
    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()

    def found_in(self, text: str) -> tuple[str, ...]:
        """Return each forbidden word of ``text`` once, as it stands there."""
        plain = visible(text)
        return tuple(dict.fromkeys((*self._by_word(plain), *self._by_letter(plain))))

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        return tuple(fold(stem) for stem in self.stems)

    @cached_property
    def _wholes(self) -> frozenset[str]:
        return frozenset(fold(word) for word in self.words if " " not in word)

    @cached_property
    def _phrases(self) -> tuple[tuple[str, str], ...]:
        return tuple((phrase, f" {fold(phrase)} ") for phrase in self.words if " " in phrase)

    def _by_word(self, plain: str) -> Iterable[str]:
        for found in _WORD.finditer(plain):
            word = fold(found.group())
            if word in self._wholes or (self._stems and word.startswith(self._stems)):
                yield found.group()
        folded = f" {' '.join(_WORD.findall(fold(plain)))} "
        for phrase, sought in self._phrases:
            if sought in folded:
                yield phrase

    def _by_letter(self, plain: str) -> Iterable[str]:
        for word in self.capitals:
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain):
                yield word
        for shape in self.shapes:
            for found in re.finditer(shape, plain):
                yield found.group()


def visible(text: str) -> str:
    """Return the composed text without soft hyphens and characters of no width."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Cf")


def fold(text: str) -> str:
    """Return the text for comparison: no case, no accents, nothing invisible."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFD", visible(text).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def names_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of people that stand in ``text`` as whole words, in any case."""
    folded = f" {' '.join(_WORD.findall(fold(text)))} "
    return tuple(
        name
        for name in dict.fromkeys(names)
        if name.strip() and f" {' '.join(_WORD.findall(fold(name)))} " in folded
    )
