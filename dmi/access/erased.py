"""Who was erased: their rows are closed to everybody, by every query that goes through sight."""

from datetime import datetime

from sqlalchemy import ColumnElement, select

from dmi.access.acting import Acting
from dmi.access.models.retention import Tombstone
from dmi.policy.classes import DataClass
from dmi.store.base import Record

NAMES_NOBODY = frozenset({DataClass.PATHWAY_STAGE, DataClass.RETENTION, DataClass.AUDIT})
"""What stays: that somebody stood at a stage, what was erased, and who had looked at it."""

STILL_WORKED_ON = frozenset({DataClass.RETENTION, DataClass.AUDIT})


def stands(model: type[Record], kind: DataClass) -> bool:
    """Tell whether rows of a model, read as ``kind``, stay when their person is erased."""
    return {model.__data_class__, kind} <= NAMES_NOBODY


def not_erased(model: type[Record]) -> ColumnElement[bool]:
    """Return the condition under which the person of a row was not erased."""
    of_key = select(Tombstone.id).where(Tombstone.key_ref == model.key_ref)
    return ~of_key.correlate(model).exists()


def erased_at(acting: Acting, row: Record) -> datetime | None:
    """Return when the person of a row was erased, if they were."""
    if row.key_ref is None:
        return None
    query = select(Tombstone.purged_at).where(Tombstone.key_ref == row.key_ref)
    return acting.session.scalars(query).one_or_none()


def is_closed(acting: Acting, row: Record) -> bool:
    """Tell whether nobody takes a step on a row any more, for its person was erased."""
    if type(row).__data_class__ in STILL_WORKED_ON:
        return False
    return erased_at(acting, row) is not None
