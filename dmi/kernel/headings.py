"""What the heading of a file of an office tells before a row of it is read."""

import csv
import re
import zlib
from collections.abc import Iterable

from dmi.kernel.wording import fold
from dmi.kernel.words import N_

PERSON_COLUMNS = N_("A column looks as if it named people. Take it out of the file.")
PERSON_WORDS = frozenset(
    {
        *("run", "rut", "dni", "cedula", "pasaporte", "passport", "imputado", "imputada"),
        *("nombre", "nombres", "apellido", "apellidos", "name", "names", "surname", "alias"),
        *("denunciante", "complainant", "victima", "victim", "testigo", "witness", "persona"),
        *("telefono", "fono", "celular", "movil", "phone", "mobile", "correo", "email", "mail"),
        *("contacto", "contact", "nacimiento", "birth", "person", "reclamante", "vecino"),
    }
)
"""Words in the heading of a column that holds somebody, in small letters and without accents."""
_WORD = re.compile(r"[^\W_]+")
_FIRST_BYTES = 65_536
_GZIP = b"\x1f\x8b"
_GZIP_HEADER = 31


def person_columns(heading: Iterable[str]) -> list[str]:
    """Return the columns that look as if they held somebody's name, number or address to reach."""
    return [
        name
        for name in heading
        if PERSON_WORDS & set(_WORD.findall(fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))))
    ]


def heading_of(content: bytes) -> list[str]:
    """Return the columns that a delimited file names in its first line, plain or gzip."""
    first = content[:_FIRST_BYTES]
    if first.startswith(_GZIP):
        try:
            first = zlib.decompressobj(_GZIP_HEADER).decompress(content, _FIRST_BYTES)
        except zlib.error:
            return []
    line = first.removeprefix(b"\xef\xbb\xbf").splitlines()[:1] or [b""]
    try:
        text = line[0].decode()
    except UnicodeDecodeError:
        text = line[0].decode("latin-1")
    cells = next(csv.reader([text], delimiter=";" if ";" in text else ","), [])
    return [name.strip() for name in cells]
