"""What no honest browser sends, by the kind of field; plain values that a field may hold too."""

from urllib.parse import quote_from_bytes
from uuid import UUID

from tests.walk.hostile.reading import Box

Sent = str | bytes
MARK = "<b>\"marca'&amp;</b>"
UNKNOWN_ID = str(UUID(int=7, version=4))
URLENCODED = "application/x-www-form-urlencoded"

EVERYWHERE: tuple[Sent, ...] = (
    *("NO_SUCH_WORD", UNKNOWN_ID, "a\x00b", "\x07\x1b[2J", "\u202edcba", "a\u200bb", "\U0001f600"),
    *(b"\xed\xa0\x80", b"\xff\xfe", MARK, "' OR 1=1 --", "{{7*7}}%s%(x)s{0}", "../../root.key"),
    *("x" * 5000, "   ", "None"),
)
OF_KIND: dict[str, tuple[Sent, ...]] = {
    "day": ("31-02-2026", "01-01-0001", "31-12-9999", "31-12-2199", "01-01-1900", "2026-11-23"),
    "moment": (
        *("31-02-2026 10:00", "01-01-0001 00:00", "31-12-9999 23:59", "31-12-2199 23:59"),
        *("01-01-1900 00:00", "23-11-2026 25:61"),
    ),
    "number": ("9" * 30, "999999999", "-1", "NaN", "1e400", "0,0000001"),
    "text": ("12.345.678-4", "9" * 30, "-1", "31-02-2026", "AG-0000", "+56 9"),
    "area": ("palabra " * 480, "0", "12.345.678-5 " * 20, "-", ".", "="),
}
"""Six of each kind, so that one request carries one of every field."""

EDGES: dict[str, tuple[Sent, ...]] = {
    "day": ("31-12-2199", "01-01-1900", ""),
    "moment": ("31-12-2199 23:59", "01-01-1900 00:00", ""),
    "number": ("0", "999999", "0,001", ""),
    "text": ("x" * 200, "1"),
    "area": ("palabra " * 450,),
    "select": ("", UNKNOWN_ID),
    "radio": ("",),
    "checkbox": ("", UNKNOWN_ID),
}
"""What the field alone might let pass, one at a time among fields that are well."""

REFUSED_AT_THE_FIELD = frozenset({"day", "moment", "number", "select"})
"""Kinds that take no word at all."""


def hostile(box: Box, number: int) -> Sent:
    """Return the ``number``-th value for one field."""
    if number < len(EVERYWHERE):
        return EVERYWHERE[number]
    own = OF_KIND.get(box.kind, EVERYWHERE)
    return own[number - len(EVERYWHERE)]


ROUNDS = len(EVERYWHERE) + len(OF_KIND["day"])


def encoded(pairs: list[tuple[str, Sent]]) -> bytes:
    """Return a body byte for byte, broken text included."""
    sent = [
        (name, value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass"))
        for name, value in pairs
    ]
    return b"&".join(
        quote_from_bytes(name.encode()).encode() + b"=" + quote_from_bytes(value).encode()
        for name, value in sent
    )
