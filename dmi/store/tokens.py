"""Keyed search tokens: a name is found by its words and their beginnings, never read."""

import unicodedata

from dmi.store.keys import vault

SHORTEST_PREFIX = 3


def fold(text: str) -> str:
    """Return ``text`` without accents, in lower case, with single spaces."""
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.casefold().split())


def name_tokens(*names: str) -> frozenset[str]:
    """Return the tokens of every folded word and of its prefixes from three letters."""
    words = {word for name in names for word in fold(name).split()}
    pieces = {
        word[:end]
        for word in words
        for end in range(min(SHORTEST_PREFIX, len(word)), len(word) + 1)
    }
    return frozenset(vault().index("name", piece) for piece in pieces)


def query_tokens(text: str) -> frozenset[str]:
    """Return the tokens that all must be found for ``text``."""
    return frozenset(
        vault().index("name", word) for word in fold(text).split() if len(word) >= SHORTEST_PREFIX
    )
