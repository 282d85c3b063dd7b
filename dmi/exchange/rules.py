"""What a file may be and hold before its rows are read: pure rules."""

from dmi.exchange.words import ImportKind

MEBIBYTE = 1024 * 1024
LARGEST_MIB = 7
"""One request holds eight, and a file is sent in one."""
MOST_ROWS = 120_000
MOST_LISTED = 2000
"""Of how many rows it is kept what is wrong with each; all are counted."""
ROWS_AT_ONCE = 1000
KINDS = (ImportKind.INCIDENTS, ImportKind.PROCEDURES)
"""What comes in through this room; schools and areas come in on the territory's own pages."""
LONGEST_NAME = 120

NEEDED = {
    ImportKind.INCIDENTS: ("id", "fecha", "tipo", "lat", "lon", "fuente"),
    ImportKind.PROCEDURES: ("numero", "fecha", "unidad", "origen", "detenidos"),
}
"""The columns that a file of each kind must have."""
OPTIONAL = {
    ImportKind.INCIDENTS: ("sector", "verificado"),
    ImportKind.PROCEDURES: (
        *("ruc", "sector", "punto", "cierre"),
        *("sustancia", "cantidad", "medida", "pura"),
    ),
}
"""The columns that are read where a file has them."""

_NO_TABLE = (b"\x1f\x8b", b"PK", b"%PDF", b"\xd0\xcf", b"{", b"[", b"<")
_FIRST_BYTES = 4096


def is_table(content: bytes) -> bool:
    """Tell whether the first bytes may be those of a delimited file and of no other kind."""
    first = content[:_FIRST_BYTES]
    line = first.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    parted = b"," in line or b";" in line
    return parted and b"\0" not in first and not first.lstrip().startswith(_NO_TABLE)


def is_small(content: bytes) -> bool:
    """Tell whether a file is no larger than one request can bring."""
    return len(content) <= LARGEST_MIB * MEBIBYTE


def are_few(bad: int, read: int, most_per_cent: int) -> bool:
    """Tell whether so few rows are wrong that the others may be used."""
    return bad * 100 <= most_per_cent * read


def per_cent(bad: int, read: int) -> str:
    """Return the share of wrong rows, never rounded down to what would be allowed."""
    tenths = -(-bad * 1000 // read) if read else 0
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
