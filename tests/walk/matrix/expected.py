"""What the matrix must say: the reviewed tables and the fixture's grants, without the application.

Nothing here writes the golden file: it is reviewed by hand, and a line of it changes together with
a line of a table.
"""

from typing import Any
from uuid import UUID

from dmi.access.models.records import Approval
from tests.walk.matrix.sight import Books, Reader
from tests.walk.matrix.table import Cell, Route, admitted, classes, rights, signers

MARKS = {
    frozenset(): "",
    frozenset({("own", "given")}): "*",
    frozenset({("own", "given"), ("own", "free")}): "+",
    frozenset((place, hands) for place in ("own", "foreign") for hands in ("given", "free")): "!",
}
"""How the golden file writes who reaches: with an assignment, in the own place, everywhere."""

UNDOING = ".reverse_step"
Rows = dict[str, dict[UUID, Any]]


def reaches(reader: Reader, route: Route, row: Any, rows: Rows, books: Books) -> bool:
    """Tell whether a reader reaches an address; everybody else is told that there is nothing."""
    if not admitted(route, reader.role):
        return False
    if not route.has_row:
        return True
    if route.step.endswith(UNDOING):
        return _may_undo(reader, row, books) and reader.knows(row, route.row_class, books)
    if route.also in {"own", "signs"}:
        own = bool(route.also == "own" and row.user_id == reader.user.id)
        return own or (route.also == "signs" and _signs(reader, row, rows, books))
    if _is_shut(reader, route, row):
        return False
    return reader.knows(row, route.row_class, books)


def _is_shut(reader: Reader, route: Route, row: Any) -> bool:
    if route.also == "recorded":
        return _only_creates(reader, route) and not _recorded(reader, row)
    # The identity was checked on the way.
    return route.also == "unchecked" and reader.role == "POL"


def _only_creates(reader: Reader, route: Route) -> bool:
    return rights().get((reader.role, route.data_class), Cell()).letters <= {"C"}


def _recorded(reader: Reader, row: Any) -> bool:
    return bool(row.recorded_by_id == reader.user.id)


def _may_undo(reader: Reader, row: Any, books: Books) -> bool:
    """Whoever may take the step that is undone; an undoing itself is undone by nobody."""
    last = books.last_steps.get(row.id, UNDOING)
    return not last.endswith(UNDOING) and reader.role in signers()[last]


def _signs(reader: Reader, row: Approval, rows: Rows, books: Books) -> bool:
    if row.proposed_by == reader.user.id:
        return True
    about = [group[row.target_ref] for group in rows.values() if row.target_ref in group]
    return (
        reader.role in row.confirmer_roles
        and reader.role in signers()[row.kind]
        and any(reader.knows(one, classes()[row.kind], books) for one in about)
    )
