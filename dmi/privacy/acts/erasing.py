"""Erasing one person: their keys, what finds them, what was typed about them, and their files.

What stays is that somebody of this code stood at a stage on some day, for the counts, and the log,
which names nobody. What was sealed under the person's key stays as bytes that nothing opens.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from dmi.access.acting import Acting
from dmi.access.models.retention import Tombstone
from dmi.access.triggers import APPEND_ONLY
from dmi.documents.models import ShelfFile
from dmi.documents.shelf import Kept, Shelf
from dmi.people.models.person import IdentityDocument, Person, PersonToken
from dmi.people.words import CustodyStatus
from dmi.privacy.models import PurgeRun
from dmi.privacy.queries import retention as queries
from dmi.store.base import Record
from dmi.store.columns import Sealed
from dmi.store.database_roles import reaching_notes
from dmi.store.keys import vault
from dmi.web.models import Draft, SavedSearch

ERASED = "erased"
"""Stands where somebody had typed something; where nothing was, nothing stands."""

CODES = frozenset(
    {
        "body_hash",
        "code",
        "dedupe_key",
        "door_code",
        "folio",
        "guard",
        "initials",
        "issue_place",
        "issued_by_ref",
        "kid",
        "kind",
        "language",
        "media_type",
        "object_ref",
        "official_number",
        "official_unit",
        "payload_hash",
        "policy_version",
        "profile_version",
        "qr_token",
        "rights_sheet_version",
        "rule_version",
        "sha256",
        "subject_ref",
        "text_version_ref",
        "verification_code",
    }
)
"""Text columns that the application fills itself: numbers, versions and hashes of no person."""

TYPED_LISTS = frozenset({"attempts", "attendees"})
PLAIN = ("run_index", "sex_registered", "nationality", "salutation", "needs_interpreter")


def erase(acting: Acting, run: PurgeRun) -> Tombstone:
    """Erase a person; the key goes last, once the database has taken everything else."""
    person = acting.session.get_one(Person, run.person_id)
    files = queries.files_of(acting, person.id)
    _forget_who_it_was(acting, person)
    for table in _tables():
        _blank(acting, table, person)
    stone = _tombstone(acting, run)
    for file in files:
        file.removed_at = acting.at
    acting.session.flush()
    for file in files:
        _remove(file)
    vault().destroy_all(person.id, acting.at.isoformat())
    return stone


def _forget_who_it_was(acting: Acting, person: Person) -> None:
    """Empty the person's own row, and take away whatever finds them."""
    for name, value in vars(Person).items():
        if isinstance(value, Sealed):
            setattr(person, name, "")
    for name in PLAIN:
        setattr(person, name, None)
    person.custody_status = CustodyStatus.UNKNOWN
    person.deceased_on = None
    acting.session.flush()
    acting.session.execute(sa.delete(PersonToken).where(PersonToken.person_id == person.id))
    acting.session.execute(sa.delete(IdentityDocument).where(IdentityDocument.key_ref == person.id))
    with reaching_notes(acting.session):  # a note that is being typed goes too
        acting.session.execute(sa.delete(Draft).where(Draft.key_ref == person.id))
    # A search keeps the words of whoever searched, and nobody can tell whose name they are.
    acting.session.execute(sa.delete(SavedSearch))


def _tables() -> Iterator[sa.Table]:
    """Yield every table whose rows may belong to a person and may be changed."""
    for mapper in Record.registry.mappers:
        table = mapper.local_table
        if isinstance(table, sa.Table) and "key_ref" in table.c and table.name not in APPEND_ONLY:
            yield table


def _blank(acting: Acting, table: sa.Table, person: Person) -> None:
    """Put a word for nothing wherever somebody typed something about the person."""
    blanks: dict[str, Any] = {}
    for column in table.columns:
        if isinstance(column.type, sa.JSON) and column.name in TYPED_LISTS:
            blanks[column.name] = []
        is_text = isinstance(column.type, sa.String) and not isinstance(column.type, sa.Enum)
        if is_text and column.name not in CODES:
            blanks[column.name] = sa.case((column.is_(None), None), else_=sa.literal(ERASED))
    if blanks:
        acting.session.execute(sa.update(table).where(table.c.key_ref == person.id).values(blanks))


def _tombstone(acting: Acting, run: PurgeRun) -> Tombstone:
    subject = vault().index("tombstone", str(run.person_id))
    told = {
        "subject": subject,
        "rule": run.rule.value,
        "due_on": run.due_on.isoformat(),
        "classes": run.classes,
        "list": run.list_hash,
        "proposed_by": str(run.proposed_by_id),
        "confirmed_by": str(run.confirmed_by_id),
        "at": acting.at.isoformat(),
    }
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"))
    stone = Tombstone(
        key_ref=run.person_id,
        subject_hash=subject,
        classes=list(run.classes),
        purged_at=acting.at,
        certificate_hash=hashlib.sha256(canonical.encode()).hexdigest(),
    )
    return acting.add(stone, under=run)


def _remove(file: ShelfFile) -> None:
    shelf = Shelf(vault().folder / "shelf", vault())
    kept = Kept(file.sha256, file.size_bytes)
    shelf.remove(kept, key_class=file.key_class.value, owner=file.key_ref)
