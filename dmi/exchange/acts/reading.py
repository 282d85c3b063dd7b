"""The reading of a file as long work: what is needed, the rows themselves, what becomes of them."""

from dataclasses import dataclass
from uuid import UUID

from dmi.access import papers
from dmi.access.acting import Acting
from dmi.access.acts import ACTS, cascade, standing_gaps
from dmi.documents.models import ShelfFile
from dmi.exchange import queries
from dmi.exchange.acts import importing  # noqa: F401 - registers the steps
from dmi.exchange.checked import Around, Checked
from dmi.exchange.models import ImportBatch
from dmi.exchange.words import ImportKind
from dmi.owed.models import BackgroundWork
from dmi.owed.runners import Runner, Tell, register
from dmi.owed.words import WorkType

ROWS_BETWEEN_WORDS = 10_000
"""After how many rows the page hears how far the reading is."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file with what its rows are read against."""

    content: bytes
    kind: ImportKind
    around: Around
    drawn: tuple[float, float, float, float] | None
    most: int


def prepare(acting: Acting, work: BackgroundWork) -> ToRead:
    """Take the file from the shelf."""
    row = _batch(acting, work)
    return ToRead(
        content=papers.take(acting.session.get_one(ShelfFile, row.file_id)),
        kind=row.kind,
        around=queries.around(acting, row),
        drawn=queries.drawn(acting, row),
        most=work.total_items or 0,
    )


def make(given: ToRead, tell: Tell) -> Checked:
    """Read every row."""
    from dmi.exchange import checking

    last = 0

    def heard(rows: int) -> None:
        nonlocal last
        if rows - last >= ROWS_BETWEEN_WORDS:
            last = rows
            tell(min(rows, given.most))

    return checking.check(given.content, given.kind, given.around, drawn=given.drawn, tell=heard)


def keep(acting: Acting, work: BackgroundWork, made: Checked) -> UUID | None:
    """Check the file, or reject it if the table says so."""
    row = _batch(acting, work)
    fits = not standing_gaps(acting, ACTS["I.check_rows"], row, {"checked": made})
    cascade(acting, "I.check_rows" if fits else "I.reject_file", row, checked=made)
    return None


def _batch(acting: Acting, work: BackgroundWork) -> ImportBatch:
    return acting.session.get_one(ImportBatch, UUID(work.arguments["import"]))


register(WorkType.IMPORT, Runner(prepare, make, keep))
