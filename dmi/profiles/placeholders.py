"""The closed list of names that a block may hold; nothing else in braces is ever stored."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True)
class Placeholder:
    """One name that a block may hold; an optional one may stay empty, then its label goes too."""

    name: str
    is_required: bool
    example_es: str
    example_en: str


@lru_cache(maxsize=1)
def placeholders() -> Mapping[str, Placeholder]:
    """Return the closed list of placeholders."""
    text = (files("dmi.profiles") / "placeholders.csv").read_text(encoding="utf-8")
    return {
        row["name"]: Placeholder(row["name"], row["required"] == "yes", row["es"], row["en"])
        for row in csv.DictReader(text.splitlines())
    }


def unknown_names(text: str) -> tuple[str, ...]:
    """Return the names in braces that are not in the closed list, each once."""
    known = placeholders()
    return tuple(name for name in dict.fromkeys(PLACEHOLDER.findall(text)) if name not in known)


def has_stray_brace(text: str) -> bool:
    """Tell whether a brace stands there that holds no plain name: no expression, no code."""
    return _BRACE.search(PLACEHOLDER.sub("", text)) is not None
