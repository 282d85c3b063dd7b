"""Who may see and write which class: complete, signed, denied where nothing is said."""

import importlib
import pkgutil

import pytest

from dmi.policy import permissions, show
from dmi.policy.classes import DataClass, Sensitivity, sensitivity
from dmi.policy.matrix import Access, Condition, Right, right
from dmi.policy.permissions import clerk
from dmi.policy.rights import NOTHING
from dmi.policy.roles import Role
from tests.policy.reading import GOLDEN

MANAGERS_AND_LAW = (Role.PROGRAMME_MANAGER, Role.PROSECUTOR, Role.POLICE_ANALYST, Role.HANDLER)
SUPPORT = (Role.SOCIAL_WORKER, Role.PSYCHOLOGIST, Role.JOB_COACH)
CELLS = [(role, data_class) for role in Role for data_class in DataClass]


@pytest.mark.rule("F113")
def test_the_table_is_the_one_that_was_signed() -> None:
    assert show.permissions_text() == (GOLDEN / "permissions.txt").read_text("utf-8")


def test_every_role_has_a_cell_for_every_class() -> None:
    assert len(CELLS) == 15 * 43
    assert all(isinstance(right(*cell), Right) for cell in CELLS)
    for module in pkgutil.iter_modules(permissions.__path__):
        table = importlib.import_module(f"{permissions.__name__}.{module.name}")
        assert set(table.RIGHTS) == set(DataClass), module.name


def test_what_is_not_said_is_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(clerk.RIGHTS, DataClass.LETTERS)
    assert right(Role.CLERK, DataClass.LETTERS) is NOTHING
    assert NOTHING.access == frozenset()
    assert not NOTHING.break_glass


def test_a_cell_without_access_has_no_conditions() -> None:
    for cell in CELLS:
        if not right(*cell).access:
            assert right(*cell).conditions == ()


@pytest.mark.parametrize("role", [role for role in Role if role not in SUPPORT])
def test_confidential_notes_exist_for_support_workers_alone(role: Role) -> None:
    assert right(role, DataClass.CONFIDENTIAL_NOTES) == NOTHING


@pytest.mark.parametrize("role", SUPPORT)
def test_a_confidential_note_is_its_authors_or_the_successors(role: Role) -> None:
    held = right(role, DataClass.CONFIDENTIAL_NOTES)
    assert held.conditions == (Condition.AUTHOR_OR_SUCCESSOR,)
    assert not held.break_glass


def test_break_glass_opens_five_classes_and_never_codes_or_notes() -> None:
    opened = {data_class for role, data_class in CELLS if right(role, data_class).break_glass}
    assert opened == {
        DataClass.EVIDENCE,
        DataClass.IDENTITY,
        DataClass.CRIMINAL_HISTORY,
        DataClass.LETTERS,
        DataClass.VIOLATIONS,
    }


def test_nobody_but_the_handler_reads_covert_codes() -> None:
    readers = {role for role in Role if Access.R in right(role, DataClass.COVERT_CODES).access}
    assert readers == {Role.HANDLER}
    assert right(Role.PROSECUTOR, DataClass.COVERT_CODES).access == {Access.M}


def test_the_administrator_sees_no_person() -> None:
    about_people = [one for one in DataClass if sensitivity(one) is not None]
    assert all(right(Role.SYSTEM_ADMIN, one) == NOTHING for one in about_people)


def test_law_and_management_read_no_session_and_no_plan() -> None:
    for role in MANAGERS_AND_LAW:
        for data_class in (DataClass.SESSIONS, DataClass.NEEDS_PLAN):
            assert right(role, data_class).access <= {Access.S, Access.A}


def test_the_scheduler_writes_no_decision_and_no_violation() -> None:
    for data_class in (DataClass.VIOLATIONS, DataClass.OPINIONS, DataClass.LETTERS):
        assert right(Role.SCHEDULER, data_class).access == {Access.T}
    assert right(Role.SCHEDULER, DataClass.DECISION).access == {Access.S}


def test_the_letter_of_a_class_is_the_one_shown_beside_the_title() -> None:
    assert sensitivity(DataClass.EVIDENCE) is Sensitivity.A
    assert sensitivity(DataClass.LETTERS) is Sensitivity.B
    assert sensitivity(DataClass.SESSIONS) is Sensitivity.C
    assert sensitivity(DataClass.CONFIDENTIAL_NOTES) is Sensitivity.D
    assert sensitivity(DataClass.TERRITORY) is None
