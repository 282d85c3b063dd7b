"""Who knows which row: the permissions table read against the rows of grants, in plain Python.

Nothing here is taken from the application's own sight: it is decisions 9.2 and 9.4 written anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dmi.access.models.grants import Assignment, Clearance, Grant
from dmi.access.models.users import User
from tests.walk.matrix.table import Cell, rights

GRANTED = {
    "mandate",
    "after_disclosure",
    "after_notice",
    "from_attendance",
    "from_enrolment",
    "listed_open_callin",
    "with_consent",
    "consent_or_vehicle",
}
DISCLOSED = {"mandate", "after_disclosure"}
OF_NO_ROW = {
    "own_jurisdiction",  # asked before
    "second_person",  # asked of the step
    "step_up",
    "not_recused",
    "suppressed",  # asked of what the page shows
    "public_part",
}
COHORT = "M"


@dataclass(frozen=True)
class Books:
    """What was given to whom, as it stands in the database."""

    assignments: Sequence[Assignment]
    clearances: Sequence[Clearance]
    grants: Sequence[Grant]
    last_steps: Mapping[UUID, str]
    """The last step of each row, for example P.identify; what left the building since is none."""


@dataclass(frozen=True)
class Reader:
    """One user who asks: role, user, place."""

    role: str
    user: User
    place: UUID

    def knows(self, row: Any, data_class: str, books: Books) -> bool:
        """Tell whether this reader may know a row under a class."""
        cell = rights().get((self.role, data_class), Cell())
        if cell.letters <= {"A"} or getattr(row, "sealed_at", None) is not None:
            return False
        if row.jurisdiction_id not in {None, self.place}:
            return False
        return all(_Question(self, row, data_class, books).holds(one) for one in cell.conditions)


@dataclass(frozen=True)
class _Question:
    """Whether one condition of a cell holds for one reader and one row."""

    reader: Reader
    row: Any
    data_class: str
    books: Books

    def holds(self, condition: str) -> bool:
        if condition in GRANTED:
            return bool(self.row.__machine__ == COHORT) or self.is_granted(condition)
        answers: dict[str, Callable[[], object]] = {
            "assigned": self.is_assigned,
            "self_authored": lambda: self.is_mine() or not self.is_own_class() or self.is_opinion(),
            "own_agents": lambda: self.is_mine() or not self.is_own_class(),
            "own_acts": self.is_mine,
            "own_area": lambda: self.row.subject_id is None or self.is_mine(),
            "own_agency": lambda: self.row.agency_id == self.reader.user.agency,
            "after_all_in": lambda: self.is_mine() or self.is_open(),
            "author_or_successor": lambda: self.is_mine() or self.is_inherited(),
            "during_review": lambda: False,
        }
        return condition in OF_NO_ROW or bool(answers[condition]())

    def is_mine(self) -> bool:
        return bool(getattr(self.row, self.row.__author__) == self.reader.user.id)

    def is_inherited(self) -> bool:
        return bool(getattr(self.row, "successor_id", None) == self.reader.user.id)

    def is_own_class(self) -> bool:
        return str(type(self.row).__data_class__) == self.data_class

    def is_opinion(self) -> bool:
        return "after_all_in" in rights()[self.reader.role, self.data_class].conditions

    def is_open(self) -> bool:
        return not hasattr(self.row, "unsealed_at") or self.row.unsealed_at is not None

    def is_assigned(self) -> bool:
        places = {self.row.id, self.row.cohort_id, self.row.subject_id}
        given = (one.subject_ref in places for one in self.books.assignments if self.has(one))
        circle = self.row.compartment_id
        cleared = (one.circle_id == circle for one in self.books.clearances if self.has(one))
        return any(given) or any(cleared)

    def has(self, one: Assignment | Clearance) -> bool:
        return one.user_id == self.reader.user.id and one.status == "IN_FORCE"

    def is_granted(self, condition: str) -> bool:
        mine = [
            grant
            for grant in self.books.grants
            if grant.role == self.reader.role
            and grant.data_class == self.data_class
            and grant.ended_at is None
            and grant.user_id in {None, self.reader.user.id}
        ]
        about = {self.row.subject_id} - {None} or self.disclosed(condition, mine)
        return any(
            grant.condition == condition
            and grant.subject_ref in about
            and (condition != "after_disclosure" or grant.item_ref == self.row.id)
            for grant in mine
        )

    def disclosed(self, condition: str, mine: Sequence[Grant]) -> set[UUID]:
        """Return whose case a thing without a person was handed over in."""
        cell = rights()[self.reader.role, self.data_class]
        if condition not in DISCLOSED or "after_disclosure" not in cell.conditions:
            return set()
        return {
            grant.subject_ref
            for grant in mine
            if grant.condition == "after_disclosure"
            and grant.item_ref == self.row.id
            and grant.user_id == self.reader.user.id
        }
