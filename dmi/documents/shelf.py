"""The encrypted shelf: files kept by the hash of their content, each under its own key.

A file is a line with its own key, sealed by the owner's key, and then chunks of AES-GCM. Every
chunk is bound to the place in the file and to whether it is the last, so that cutting,
reordering and splicing are found. Destroying the owner's key destroys the file.
"""

import base64
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dmi.store.keys import KeyLost

CHUNK = 1024 * 1024
_TAG = 16
_KEY = 32
_PREFIX = 4


class Sealer(Protocol):
    """Whoever holds the keys: seals a short text for an owner, and names files without telling."""

    def seal(self, key_class: str, owner: UUID | None, place: bytes, text: str) -> bytes:
        """Return the sealed text, bound to its place."""

    def open(self, key_class: str, owner: UUID | None, place: bytes, kept: bytes) -> str:
        """Return the text again."""

    def index(self, purpose: str, text: str) -> str:
        """Return a keyed name of the text."""


class FileDamaged(Exception):
    """A file of the shelf is missing, cut, altered or under a lost key."""


@dataclass(frozen=True)
class Kept:
    """What the row of a file needs to find it again."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True)
class Shelf:
    """A folder of encrypted files."""

    root: Path
    keys: Sealer

    def keep(self, source: BinaryIO, *, key_class: str, owner: UUID | None) -> Kept:
        """Write the stream to the shelf and to the disk before returning its hash and size.

        The same content of the same owner is kept once.
        """
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.root)
        try:
            with os.fdopen(handle, "wb") as file:
                kept = self._write(file, source, key_class, owner)
                file.flush()
                os.fsync(file.fileno())
            home = self._path(kept.sha256, key_class, owner)
            home.parent.mkdir(mode=0o700, exist_ok=True)
            Path(name).replace(home)
        finally:
            Path(name).unlink(missing_ok=True)
        _sync_folder(home.parent)
        _sync_folder(self.root)
        return kept

    def read(self, kept: Kept, *, key_class: str, owner: UUID | None) -> Iterator[bytes]:
        """Yield the content; the last chunk has proven its tag before it is given out.

        Raises:
            FileDamaged: the file is missing or is not what was kept.
        """
        place = _place(kept, key_class, owner)
        try:
            with self._path(kept.sha256, key_class, owner).open("rb") as file:
                header = base64.b64decode(file.readline())
                key = base64.b64decode(self.keys.open(key_class, owner, place, header))
                yield from _opened(file, key, kept.size_bytes)
        except (OSError, InvalidTag, KeyLost, ValueError) as cause:
            raise FileDamaged(kept.sha256[:12]) from cause

    def verify(self, kept: Kept, *, key_class: str, owner: UUID | None) -> bool:
        """Return whether the file opens and has the hash and size of its row."""
        digest, size = hashlib.sha256(), 0
        try:
            for part in self.read(kept, key_class=key_class, owner=owner):
                digest.update(part)
                size += len(part)
        except FileDamaged:
            return False
        return (digest.hexdigest(), size) == (kept.sha256, kept.size_bytes)

    def remove(self, kept: Kept, *, key_class: str, owner: UUID | None) -> None:
        """Take a file from the shelf for ever."""
        path = self._path(kept.sha256, key_class, owner)
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)

    def _path(self, sha256: str, key_class: str, owner: UUID | None) -> Path:
        name = self.keys.index("shelf", f"{key_class}|{owner}|{sha256}")
        return self.root / name[:2] / name[2:]

    def _write(self, file: BinaryIO, source: BinaryIO, key_class: str, owner: UUID | None) -> Kept:
        """Encrypt while reading, so that nothing plain touches the disk; the head comes last."""
        key, prefix = os.urandom(_KEY), os.urandom(_PREFIX)
        text = base64.b64encode(key).decode()
        room = len(_head(self.keys.seal(key_class, owner, b"room", text)))
        file.write(bytes(room) + prefix)
        digest, size = hashlib.sha256(), 0
        for number, part, is_last in _parts(source):
            digest.update(part)
            size += len(part)
            file.write(AESGCM(key).encrypt(_nonce(prefix, number), part, _bound(number, is_last)))
        kept = Kept(digest.hexdigest(), size)
        file.seek(0)
        file.write(_head(self.keys.seal(key_class, owner, _place(kept, key_class, owner), text)))
        return kept


def _head(sealed: bytes) -> bytes:
    return base64.b64encode(sealed) + b"\n"


def _parts(source: BinaryIO) -> Iterator[tuple[int, bytes, bool]]:
    """Yield the chunks with their number and whether they are the last; an empty file has one."""
    number, part = 0, source.read(CHUNK)
    while True:
        after = source.read(CHUNK)
        yield number, part, not after
        if not after:
            return
        number, part = number + 1, after


def _nonce(prefix: bytes, number: int) -> bytes:
    return prefix + number.to_bytes(8, "big")


def _bound(number: int, is_last: bool) -> bytes:  # noqa: FBT001 - the mark of the last chunk
    return f"{number}|{int(is_last)}".encode()


def _place(kept: Kept, key_class: str, owner: UUID | None) -> bytes:
    return f"shelf|{key_class}|{owner}|{kept.sha256}|{kept.size_bytes}".encode()


def _opened(file: BinaryIO, key: bytes, size: int) -> Iterator[bytes]:
    cipher, prefix = AESGCM(key), file.read(_PREFIX)
    last = max(1, -(-size // CHUNK)) - 1
    for number in range(last + 1):
        sealed = file.read(CHUNK + _TAG)
        yield cipher.decrypt(_nonce(prefix, number), sealed, _bound(number, number == last))
    if file.read(1):
        raise ValueError("there is more than was kept")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
