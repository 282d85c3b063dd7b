"""What becomes of kept files: looked at whole, and taken off the shelf with their transaction."""

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from dmi.access.acting import Acting
from dmi.documents.models import ShelfFile
from dmi.documents.shelf import Kept, Shelf
from dmi.store.keys import vault

_LEAVING = "dmi_leaving_the_shelf"


def is_whole(row: ShelfFile) -> bool:
    """Tell whether a kept file stands on the shelf as it was kept."""
    kept = Kept(row.sha256, row.size_bytes)
    gone = row.removed_at is not None
    return not gone and _shelf().verify(kept, key_class=row.key_class.value, owner=row.key_ref)


def remove(acting: Acting, row: ShelfFile) -> None:
    """Take a kept file off the shelf once everything else of this transaction is kept.

    The same content of the same owner lies there once: it stays while another row names it.
    """
    row.removed_at = acting.at
    acting.session.flush()
    query = select(func.count(ShelfFile.id)).where(
        ShelfFile.sha256 == row.sha256,
        ShelfFile.size_bytes == row.size_bytes,
        ShelfFile.key_class == row.key_class,
        ShelfFile.key_ref.is_not_distinct_from(row.key_ref),
        ShelfFile.removed_at.is_(None),
    )
    if not acting.session.scalar(query):
        leaving = acting.session.info.setdefault(_LEAVING, [])
        leaving.append((Kept(row.sha256, row.size_bytes), row.key_class.value, row.key_ref))


@event.listens_for(Session, "after_commit")
def _let_go(session: Session) -> None:
    for kept, key_class, owner in session.info.pop(_LEAVING, ()):
        _shelf().remove(kept, key_class=key_class, owner=owner)


@event.listens_for(Session, "after_rollback")
def _hold_on(session: Session) -> None:
    session.info.pop(_LEAVING, None)


def _shelf() -> Shelf:
    return Shelf(vault().folder / "shelf", vault())
