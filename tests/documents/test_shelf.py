"""The shelf gives back exactly what was kept, or nothing."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from dmi.documents.shelf import CHUNK, FileDamaged, Kept, Shelf
from dmi.store.keys import Vault

OWNER = uuid4()
WHERE = {"key_class": "EVIDENCE", "owner": OWNER}


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = Vault(os.urandom(32), tmp_path / "keys.sqlite3")
    yield opened
    opened._file.close()


@pytest.fixture
def shelf(tmp_path: Path, vault: Vault) -> Shelf:
    return Shelf(tmp_path / "shelf", vault)


def keep(shelf: Shelf, content: bytes, owner: UUID | None = OWNER) -> Kept:
    return shelf.keep(io.BytesIO(content), key_class="EVIDENCE", owner=owner)


def stored(shelf: Shelf) -> list[Path]:
    return [path for path in shelf.root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_content_comes_back(shelf: Shelf, size: int) -> None:
    content = os.urandom(size)
    kept = keep(shelf, content)
    assert kept.size_bytes == size
    assert b"".join(shelf.read(kept, **WHERE)) == content
    assert shelf.verify(kept, **WHERE)


def test_neither_content_nor_hash_nor_name_can_be_seen(shelf: Shelf) -> None:
    content = b"a recognisable line" * 100
    kept = keep(shelf, content)
    (file,) = stored(shelf)
    assert b"recognisable" not in file.read_bytes()
    assert kept.sha256 not in str(file)
    assert file.stat().st_mode & 0o077 == 0


def test_the_same_content_of_one_owner_is_kept_once(shelf: Shelf) -> None:
    assert keep(shelf, b"twice") == keep(shelf, b"twice")
    assert len(stored(shelf)) == 1
    keep(shelf, b"twice", uuid4())
    assert len(stored(shelf)) == 2


@pytest.mark.parametrize("harm", ["flip", "cut", "add", "swap", "missing"])
def test_harm_is_found(shelf: Shelf, harm: str) -> None:
    kept = keep(shelf, os.urandom(3 * CHUNK))
    (file,) = stored(shelf)
    held = bytearray(file.read_bytes())
    body = held.index(b"\n") + 5
    sealed = CHUNK + 16
    match harm:
        case "flip":
            held[-1] ^= 1
        case "cut":
            del held[-sealed:]
        case "add":
            held += b"x"
        case "swap":
            first, second = held[body : body + sealed], held[body + sealed : body + 2 * sealed]
            held[body : body + 2 * sealed] = second + first
    file.write_bytes(held)
    if harm == "missing":
        file.unlink()
    assert not shelf.verify(kept, **WHERE)
    with pytest.raises(FileDamaged):
        list(shelf.read(kept, **WHERE))


def test_a_file_of_another_owner_does_not_open(shelf: Shelf) -> None:
    kept = keep(shelf, b"mine")
    assert not shelf.verify(kept, key_class="EVIDENCE", owner=uuid4())
    assert not shelf.verify(kept, key_class="IDENTITY", owner=OWNER)


def test_a_destroyed_key_destroys_the_file(shelf: Shelf, vault: Vault) -> None:
    kept = keep(shelf, b"to be forgotten")
    vault.destroy("EVIDENCE", OWNER, "2026-03-05T12:00:00+00:00")
    assert not shelf.verify(kept, **WHERE)


class Torn(io.BytesIO):
    """A stream that breaks in the middle."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > CHUNK:
            raise OSError("torn")
        return super().read(size)


def test_a_torn_upload_leaves_nothing(shelf: Shelf) -> None:
    with pytest.raises(OSError, match="torn"):
        shelf.keep(Torn(bytes(3 * CHUNK)), key_class="EVIDENCE", owner=OWNER)
    assert stored(shelf) == []


def test_removed_is_gone(shelf: Shelf) -> None:
    kept = keep(shelf, b"gone")
    shelf.remove(kept, **WHERE)
    assert stored(shelf) == []
