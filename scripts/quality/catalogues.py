"""The Spanish catalogues, one for each package: compile, compare with the code, complete."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from quality.messages import Use

FOLDER = Path("dmi/translations/es/LC_MESSAGES")
_PLACES = re.compile(r"%\((\w+)\)[sd]|(?<!\{)\{(\w+)\}(?!\})")


def read(root: Path) -> dict[str, Catalog]:
    """Return every catalogue by the name of its package."""
    catalogues = {}
    for path in sorted((root / FOLDER).glob("*.po")):
        with path.open("rb") as stream:
            catalogues[path.stem] = read_po(stream, locale="es", domain=path.stem)
    return catalogues


def compile_all(root: Path) -> int:
    """Write a compiled catalogue beside every source whose words changed; return how many."""
    written = 0
    for source in sorted((root / FOLDER).glob("*.po")):
        result = source.with_suffix(".mo")
        if result.exists() and result.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale="es", domain=source.stem)
        with result.open("wb") as stream:
            write_mo(stream, catalogue)
        written += 1
    return written


def complaints(catalogues: dict[str, Catalog], uses: Iterable[Use]) -> list[str]:
    """Return what keeps the Spanish catalogues from being complete and of one mind."""
    found: list[str] = []
    known: dict[str, tuple[str, object]] = {}
    for domain, catalogue in catalogues.items():
        found += [f"{domain}.po: obsolete entry {msgid!r}" for msgid in catalogue.obsolete]
        for message in catalogue:
            if not message.id:
                continue
            found += [f"{domain}.po: {wrong}" for wrong in _wrong(message)]
            first = message.id if isinstance(message.id, str) else message.id[0]
            other, said = known.setdefault(first, (domain, message.string))
            if said != message.string:
                found.append(f"{domain}.po: {first!r} is said otherwise in {other}.po")
    for use in uses:
        if use.msgid and use.msgid not in known:
            found.append(f"{use.file}:{use.line}: no Spanish for {use.msgid!r}")
    return found


def lacking(catalogues: dict[str, Catalog], uses: Iterable[Use], package: str) -> Catalog:
    """Return a catalogue of the ids that ``package`` uses and nobody has translated."""
    known = {_first(message) for catalogue in catalogues.values() for message in catalogue}
    result = Catalog(locale="es", domain=package)
    for use in uses:
        if use.file.split("/")[1] == package and use.msgid not in known:
            msgid = (use.msgid, use.plural) if use.plural else use.msgid
            result.add(msgid, locations=[(use.file, use.line)])
    return result


def show(catalogue: Catalog) -> None:
    """Print a catalogue as the source of one."""
    write_po(sys.stdout.buffer, catalogue, omit_header=True, width=100)


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def _wrong(message: Message) -> list[str]:
    ids = [message.id] if isinstance(message.id, str) else [str(one) for one in message.id]
    said = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if message.fuzzy:
        return [f"{ids[0]!r} is fuzzy"]
    if not said or not all(said):
        return [f"{ids[0]!r} is not translated"]
    places = set(_PLACES.findall(" ".join(ids)))
    if set(_PLACES.findall(" ".join(map(str, said)))) != places:
        return [f"{ids[0]!r} has other placeholders in Spanish"]
    return []
