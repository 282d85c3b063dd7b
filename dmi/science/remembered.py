"""Texts that come again and again are understood once."""

from collections.abc import Callable, Sequence

import numpy as np

from dmi.science.geometry import Integers


class Remembered(dict[str, int]):
    """What each text was understood as; a new one is understood when it comes."""

    def __init__(self, understand: Callable[[str], int]) -> None:
        """Keep how a text without surrounding blanks is understood."""
        super().__init__()
        self._understand = understand

    def __missing__(self, text: str) -> int:
        self[text] = number = self._understand(text.strip())
        return number

    def of(self, texts: Sequence[str]) -> Integers:
        """Return what each text is understood as, shape ``(n,)``."""
        return np.fromiter(map(self.__getitem__, texts), np.int64, len(texts))


class Names:
    """Names in the order in which they first came, each with its index."""

    def __init__(self) -> None:
        """Begin without any."""
        self.index: dict[str, int] = {}
        self._seen = Remembered(lambda name: self.index.setdefault(name, len(self.index)))

    def of(self, texts: Sequence[str]) -> Integers:
        """Return the index of each name, shape ``(n,)``; new ones are added."""
        return self._seen.of(texts)

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(self.index)
