"""Who takes a step: roles, pairs and the dates that need nobody."""

import pytest

from dmi.policy import pathway
from dmi.policy.machines import MACHINES
from dmi.policy.model import ASSIGNEE, SAME, Kind, Step, line
from dmi.policy.roles import ROLE_FACTS, Role
from dmi.policy.sentences import GUARD_TEXTS, guard_text
from tests.policy.reading import ROWS, Row

STEPS = list(pathway.STEPS.values())
REVERSIBLE = {one.machine for one in STEPS if one.name == "reverse_step"}
PAIRED = [one for one in STEPS if any(len(both) == 2 for both in one.who)]
FLOORS = (
    "access owed profiles territory community evidence people eligibility cases callin "
    "checkins support violations closing outcomes programme exchange privacy"
)
DATED_BESIDE_PEOPLE = {
    "A.execute_approval",
    "C.cancel_checkin",
    "C.plan_checkin",
    "O.queue_message",
    "O.retry_message",
    "TK.finish_task",
    "TK.open_task",
    "U.make_first_users",
    "W.ask_work",
    "W.cancel_work",
    "X.relist_for_purge",
}


def roles(one: Step) -> list[str]:
    return [role for both in one.who for role in both]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_who_takes_a_step_is_what_was_signed(row: Row) -> None:
    written = "|".join("+".join(both) for both in pathway.step(row.key).who)
    assert written == row.who


def test_every_signer_is_a_role_or_the_one_of_the_step_undone() -> None:
    known = {SAME, *map(str, Role)}
    for one in STEPS:
        marked = SAME in roles(one)
        assert marked is (one.name == "reverse_step"), one.key
        assert set(roles(one)) <= known, one.key


def test_an_unknown_role_is_an_error_of_the_table() -> None:
    with pytest.raises(ValueError, match="BOSS"):
        line(
            "M.propose_cohort",
            "Propose",
            moves="START > PROPOSED",
            who="BOSS",
            recorded="name",
            verb="territory.cohort.proposed",
            rules="F4",
            data_class=pathway.step("M.propose_cohort").data_class,
        )


def test_a_step_of_two_can_never_be_taken_by_one() -> None:
    assert PAIRED
    for one in PAIRED:
        if one.name != "reverse_step":
            assert {len(both) for both in one.who} == {2}, one.key
            asked = {"second_person", "print_approved"} & set(one.guards)
            assert asked, f"{one.key} asks for two people without a condition that says so"


def test_nobody_can_be_both_people_by_holding_both_roles() -> None:
    for one in PAIRED:
        for first, second in (both for both in one.who if len(both) == 2 and SAME not in both):
            assert first == second or Role(second) in ROLE_FACTS[Role(first)].not_with, one.key


def test_dated_steps_belong_to_the_scheduler_and_no_others_do() -> None:
    for one in STEPS:
        dated = Role.SCHEDULER in roles(one)
        assert dated is (one.kind is Kind.SYSTEM or one.key in DATED_BESIDE_PEOPLE), one.key
    beside = {one.key for one in STEPS if one.kind is Kind.SYSTEM and len(one.who) > 1}
    assert beside == {"V.close_cleared"}


def test_every_condition_has_its_sentence_and_every_sentence_its_condition() -> None:
    asked = {guard for one in STEPS for guard in one.guards}
    assert asked == set(GUARD_TEXTS)
    assert len(GUARD_TEXTS) == 324
    assert guard_text("case_live").sentence == "The banked case is not live (status: {status})."
    assert guard_text("case_live").feature == "cases"
    with pytest.raises(KeyError):
        guard_text("looks_guilty")


def test_a_condition_is_judged_where_the_step_is_or_below() -> None:
    place = FLOORS.split().index
    for one in STEPS:
        for guard in one.guards:
            judged = guard_text(guard).feature
            if one.feature == "access" and judged == "profiles":
                continue  # texts are approved at the gate and kept by the profile
            assert place(judged) <= place(one.feature), (one.key, guard)


def test_undoing_is_the_same_in_every_machine_that_has_it() -> None:
    assert len(REVERSIBLE) == 18
    for machine in REVERSIBLE:
        one = pathway.step(f"{machine}.reverse_step")
        assert one.kind is Kind.REVERSE
        assert {"last_move_only", "reason_given", "second_if_paper_left"} <= set(one.guards)


def test_what_opens_a_sight_has_an_end() -> None:
    sides: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for one in STEPS:
        for rule in one.grants:
            to = ",".join(rule.roles) or one.machine
            sides[rule.opens] |= {(to, str(data_class)) for data_class in rule.classes}
            if rule.roles == ASSIGNEE:
                sides[rule.opens].add((to, ""))
    assert sides[True] - sides[False] == set()
    assert {("S", ""), ("H", "")} <= sides[False]


def test_the_user_named_in_the_row_is_no_role() -> None:
    assert ASSIGNEE == ()


def test_grants_are_read_with_their_roles_and_classes() -> None:
    (rule,) = pathway.step("P.mark_attended").grants
    assert rule.opens
    assert rule.roles == (Role.SOCIAL_WORKER,)
    assert [str(one) for one in rule.classes] == [
        "identity",
        "pathway_stage",
        "decision",
        "case_file",
    ]
    left = pathway.step("P.leave").grants
    assert [rule.opens for rule in left] == [False, False]
    assert left[1].roles == (Role.PSYCHOLOGIST, Role.JOB_COACH)
    (assigned,) = pathway.step("S.assign").grants
    assert assigned.opens
    assert assigned.roles == ASSIGNEE


def test_a_step_is_named_and_labelled_for_its_button() -> None:
    one = pathway.step("P.identify")
    assert (one.key, one.label, one.feature) == ("P.identify", "Identify", "people")
    assert all(one.label for one in STEPS)
    assert {one.machine for one in STEPS} == set(MACHINES)
