"""Taking a file from the encrypted shelf once nobody needs it."""

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.documents.models import ShelfFile
from dmi.documents.shelf import Kept, Shelf
from dmi.store.keys import vault


def forget(acting: Acting, row: ShelfFile) -> None:
    """Take a kept file from the shelf for ever; its row stays and says when.

    The same bytes under the same key lie there once: they stay while another row needs them.
    """
    row.removed_at = acting.at
    acting.session.flush()
    needed = select(ShelfFile.id).where(
        ShelfFile.sha256 == row.sha256,
        ShelfFile.key_class == row.key_class,
        ShelfFile.key_ref.is_not_distinct_from(row.key_ref),
        ShelfFile.removed_at.is_(None),
    )
    if acting.session.execute(needed.limit(1)).first() is None:
        shelf = Shelf(vault().folder / "shelf", vault())
        kept = Kept(row.sha256, row.size_bytes)
        shelf.remove(kept, key_class=row.key_class.value, owner=row.key_ref)
