"""Every pair of state and step is allowed or refused as the signed text says."""

import importlib
import pkgutil
from collections import Counter

import pytest

from dmi.kernel.refusals import Refusal
from dmi.policy import pathway
from dmi.policy import steps as tables
from dmi.policy.machines import MACHINES
from dmi.policy.model import ANY, PREVIOUS, SAME, START
from dmi.policy.pathway import OutOfStep, after, steps_from
from tests.policy.reading import ROWS, Row

NOWHERE = {START, ANY, SAME, PREVIOUS}


def states(machine: str) -> list[str]:
    return [str(state) for state in pathway.states_of(machine)]


def leads_to(row: Row, state: str, previous: str) -> str | None:
    """Return where the signed text leads, or nothing where it refuses."""
    real = ANY in row.leaves and state != START
    if state not in row.leaves and not real:
        return None
    return {SAME: state, PREVIOUS: previous}.get(row.arrives, row.arrives)


@pytest.mark.rule("F44")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_every_pair_of_state_and_step_is_a_row_or_a_refusal(row: Row) -> None:
    previous = states(row.machine)[0]
    for state in [START, *states(row.machine)]:
        expected = leads_to(row, state, previous)
        if expected is not None:
            assert after(row.machine, state, row.name, previous) == expected
        else:
            with pytest.raises(OutOfStep, match=row.name):
                after(row.machine, state, row.name, previous)


def test_the_signed_text_and_the_code_name_the_same_steps() -> None:
    assert [row.key for row in ROWS if row.key not in pathway.STEPS] == []
    assert len(ROWS) == len({row.key for row in ROWS}) == len(pathway.STEPS) == 269
    assert len({row.machine for row in ROWS}) == len(MACHINES) == 35


def test_no_step_is_written_twice_and_no_table_is_forgotten() -> None:
    written: Counter[str] = Counter()
    for module in pkgutil.iter_modules(tables.__path__):
        table = importlib.import_module(f"{tables.__name__}.{module.name}")
        written.update(one.key for one in table.STEPS)
    assert {key for key, times in written.items() if times > 1} == set()
    assert set(written) == set(pathway.STEPS)


@pytest.mark.parametrize("machine", MACHINES)
def test_only_known_states_are_left_and_reached(machine: str) -> None:
    known = {*states(machine), *NOWHERE}
    for one in pathway.steps_of(machine):
        assert one.leaves | {one.arrives} <= known
        assert one.arrives not in {START, ANY}


@pytest.mark.parametrize("machine", MACHINES)
def test_every_state_can_be_reached_from_the_beginning(machine: str) -> None:
    reached, ahead = {START}, [START]
    while ahead:
        for one in steps_from(machine, ahead.pop()):
            if one.arrives not in reached | {SAME, PREVIOUS}:
                reached.add(one.arrives)
                ahead.append(one.arrives)
    assert set(states(machine)) <= reached


@pytest.mark.parametrize("machine", MACHINES)
def test_a_creating_step_creates_only(machine: str) -> None:
    creating = [one for one in pathway.steps_of(machine) if START in one.leaves]
    assert creating
    assert all(one.leaves == {START} for one in creating)


def test_steps_from_names_what_may_happen_next() -> None:
    assert {one.name for one in steps_from("P", "NOMINATED")} == {
        "identify",
        "remove",
        "leave",
        "reverse_step",
        "attach_nomination",
    }
    assert [one.name for one in steps_from("P", START)] == ["nominate"]


def test_undoing_needs_a_state_to_return_to() -> None:
    assert after("P", "IDENTIFIED", "reverse_step", "NOMINATED") == "NOMINATED"
    for nothing in (None, START, "ELSEWHERE"):
        with pytest.raises(OutOfStep):
            after("P", "IDENTIFIED", "reverse_step", nothing)


def test_an_unknown_step_is_out_of_step_and_never_a_way_through() -> None:
    with pytest.raises(OutOfStep):
        after("P", "NOMINATED", "invite_directly")
    assert issubclass(OutOfStep, Refusal)
    assert OutOfStep.status == 409


def test_verbs_are_unique_and_begin_with_the_feature_that_acts() -> None:
    verbs = [one.verb for one in pathway.STEPS.values()]
    assert len(set(verbs)) == len(verbs)
    assert {len(verb.split(".")) for verb in verbs} == {3}
    assert all(one.verb.startswith(one.feature + ".") for one in pathway.STEPS.values())
