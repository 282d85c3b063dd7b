"""Data keys: one per person and key class, wrapped by the installation's root key.

The wrapped keys live in their own SQLite file beside the data (decisions 4.6), so that
destroying a key is the purge and the data's backups hold no key.
"""

import base64
import hashlib
import hmac
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
KEY_BYTES = 32
INSTALLATION = "installation"
EVERY_CLASS = ""
"""Marks a person whose keys were destroyed, those that never existed too."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS person_keys (
    owner TEXT NOT NULL, key_class TEXT NOT NULL, wrapped BLOB NOT NULL, kid TEXT NOT NULL,
    destroyed_at TEXT, PRIMARY KEY (owner, key_class)
)
"""


class KeyLost(RuntimeError):
    """The root key or a person's key is missing or does not fit: nothing can be opened."""


class KeyDestroyed(KeyLost):
    """The key was destroyed on purpose: what it sealed is gone for good, and so it should be."""


def read_root_key(path: Path) -> bytes:
    """Return the 32-byte root key kept as base64 in ``path``.

    Raises:
        KeyLost: the file is missing or does not hold 32 bytes.
    """
    try:
        key = base64.b64decode(path.read_text(encoding="ascii").strip(), validate=True)
    except FileNotFoundError as cause:
        message = f"there is no key file {path}: put it back, or nothing that is sealed opens"
        raise KeyLost(message) from cause
    except OSError as cause:
        message = f"the key file {path} cannot be read by this user: {cause.strerror}"
        raise KeyLost(message) from cause
    except ValueError as cause:
        message = f"the key file {path} holds no key in base64"
        raise KeyLost(message) from cause
    if len(key) != KEY_BYTES:
        message = f"the key file {path} does not hold a 32-byte key"
        raise KeyLost(message)
    return key


def make_root_key(path: Path) -> None:
    """Write a new root key, readable by its owner alone; an existing file is kept."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(base64.b64encode(os.urandom(KEY_BYTES)).decode() + "\n")


class Vault:
    """Opens and seals with per-person keys."""

    def __init__(self, root_key: bytes, file: Path) -> None:
        """Open the key file, creating it when the installation is new.

        Raises:
            KeyLost: the keys in the file are wrapped by another root key.
        """
        self._root = root_key
        self.folder = file.parent
        self._kid = hashlib.sha256(b"kid" + root_key).hexdigest()[:12]
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], bytes] = {}
        self._standing = 0
        self._file = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=FULL")
        self._file.execute("PRAGMA secure_delete=ON")
        self._file.execute(_SCHEMA)
        strange = "SELECT 1 FROM person_keys WHERE kid <> ? LIMIT 1"
        if self._file.execute(strange, (self._kid,)).fetchone() is not None:
            self._file.close()
            message = "the root key is not the one of this installation: nothing sealed would open"
            raise KeyLost(message)

    def seal(self, key_class: str, owner: UUID | None, place: bytes, text: str) -> bytes:
        """Return nonce and ciphertext of ``text`` bound to ``place``."""
        nonce = os.urandom(NONCE_BYTES)
        key = self._key(key_class, owner, making=True)
        return nonce + AESGCM(key).encrypt(nonce, text.encode(), place)

    def open(self, key_class: str, owner: UUID | None, place: bytes, kept: bytes) -> str:
        """Return the text sealed in ``kept``.

        Raises:
            KeyLost: the key is gone or the cell was moved or altered.
        """
        key = self._key(key_class, owner, making=False)
        try:
            return AESGCM(key).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], place).decode()
        except InvalidTag as cause:
            message = "a sealed value does not open: wrong key or altered row"
            raise KeyLost(message) from cause

    def index(self, purpose: str, text: str) -> str:
        """Return the keyed blind index of ``text`` for ``purpose``, 32 hex digits."""
        key = hmac.digest(self._root, b"index:" + purpose.encode(), "sha256")
        return hmac.digest(key, text.encode(), "sha256").hex()[:32]

    def secret(self, purpose: str) -> bytes:
        """Return a 32-byte secret of the installation derived for ``purpose``."""
        return hmac.digest(self._root, b"secret:" + purpose.encode(), "sha256")

    def destroy(self, key_class: str, owner: UUID, at: str) -> None:
        """Forget a person's key for ever: what it sealed can no longer be opened."""
        with self._lock:
            self._forget("owner = ? AND key_class = ?", (str(owner), key_class), at)

    def destroy_all(self, owner: UUID, at: str) -> None:
        """Forget every key of a person, and let none be made under their name again."""
        with self._lock:
            self._file.execute(
                "INSERT OR IGNORE INTO person_keys (owner, key_class, wrapped, kid) "
                "VALUES (?, ?, x'', ?)",
                (str(owner), EVERY_CLASS, self._kid),
            )
            self._forget("owner = ?", (str(owner),), at)

    def _forget(self, where: str, whose: tuple[str, ...], at: str) -> None:
        self._known.clear()
        self._file.execute(
            f"UPDATE person_keys SET wrapped = x'', destroyed_at = ? WHERE {where}",  # noqa: S608 - two words of this module
            (at, *whose),
        )
        # The page before the change stands in the write-ahead file until it is emptied.
        self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _key(self, key_class: str, owner: UUID | None, *, making: bool) -> bytes:
        name = (str(owner) if owner else INSTALLATION, key_class)
        with self._lock:
            self._forget_what_another_process_changed()
            if name not in self._known:
                self._known[name] = self._load(name) or self._make(name, making=making)
            return self._known[name]

    def _forget_what_another_process_changed(self) -> None:
        """Hold nothing in memory that another process may have destroyed since."""
        (standing,) = self._file.execute("PRAGMA data_version").fetchone()
        if standing != self._standing:
            self._known.clear()
            self._standing = standing

    def _load(self, name: tuple[str, str]) -> bytes | None:
        row = self._file.execute(
            "SELECT wrapped FROM person_keys WHERE owner = ? AND key_class = ?", name
        ).fetchone()
        if row is None:
            every = "SELECT wrapped FROM person_keys WHERE owner = ? AND key_class = ?"
            row = self._file.execute(every, (name[0], EVERY_CLASS)).fetchone()
        if row is None:
            return None
        if not row[0]:
            message = "this person's key was destroyed"
            raise KeyDestroyed(message)
        wrapped = bytes(row[0])
        try:
            return AESGCM(self._root).decrypt(
                wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], "/".join(name).encode()
            )
        except InvalidTag as cause:
            message = "the root key does not fit the person keys"
            raise KeyLost(message) from cause

    def _make(self, name: tuple[str, str], *, making: bool) -> bytes:
        if not making:
            message = "there is no key for this row"
            raise KeyLost(message)
        key, nonce = os.urandom(KEY_BYTES), os.urandom(NONCE_BYTES)
        wrapped = nonce + AESGCM(self._root).encrypt(nonce, key, "/".join(name).encode())
        self._file.execute(
            "INSERT OR IGNORE INTO person_keys (owner, key_class, wrapped, kid) "
            "VALUES (?, ?, ?, ?)",
            (*name, wrapped, self._kid),
        )
        kept = self._load(name)
        if kept is None:
            message = "the key file did not keep a new key"
            raise KeyLost(message)
        return kept


_VAULT: ContextVar[Vault | None] = ContextVar("dmi_vault", default=None)


def vault() -> Vault:
    """Return the vault opened for this request, job or command."""
    current = _VAULT.get()
    if current is None:
        message = "no vault is open here"
        raise KeyLost(message)
    return current


@contextmanager
def opened(current: Vault) -> Iterator[Vault]:
    """Open ``current`` for the block."""
    token = _VAULT.set(current)
    try:
        yield current
    finally:
        _VAULT.reset(token)
