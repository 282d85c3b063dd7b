"""What must never be possible, each in a test of its own."""

import pytest

from dmi.policy import pathway
from dmi.policy.model import SAME, Step
from dmi.policy.pathway import OutOfStep, after, step, steps_of
from dmi.policy.roles import Role
from dmi.policy.states import STAGE_GROUP, Stage, StageGroup

PROSECUTOR_ALONE = ((Role.PROSECUTOR,),)
TWO_PROSECUTORS = ((Role.PROSECUTOR, Role.PROSECUTOR),)
BEYOND_THE_DECISION = {StageGroup.INVITATION, StageGroup.SUPPORT, StageGroup.COMPLETION}


def arriving(machine: str, *states: str) -> list[Step]:
    return [one for one in steps_of(machine) if one.arrives in states]


def signers(one: Step) -> set[str]:
    return {str(role) for both in one.who for role in both}


@pytest.mark.rule("F44")
def test_nobody_becomes_a_candidate_without_a_review() -> None:
    assert {state for one in arriving("P", "CANDIDATE") for state in one.leaves} == {
        "IN_REVIEW",
        "DISPUTED",
    }
    assert {state for one in arriving("P", "DISPUTED") for state in one.leaves} == {"IN_REVIEW"}


@pytest.mark.rule("F44")
def test_nobody_is_invited_without_a_ready_case() -> None:
    assert {state for one in arriving("P", "INVITED") for state in one.leaves} == {
        "CASE_READY",
        "NOT_SERVED",
    }
    assert {state for one in arriving("P", "CASE_READY") for state in one.leaves} == {
        "CANDIDATE",
        "NOT_SERVED",
        "INVITED",
    }


@pytest.mark.rule("F44")
def test_identity_is_confirmed_from_a_nomination_only() -> None:
    assert [one.name for one in arriving("P", "IDENTIFIED")] == ["identify"]
    assert step("P.identify").leaves == {"NOMINATED"}


@pytest.mark.rule("F44")
def test_nobody_is_enrolled_without_an_offer() -> None:
    assert {state for one in arriving("P", "ENROLLED") for state in one.leaves} == {"OFFERED"}


@pytest.mark.rule("F44")
@pytest.mark.parametrize("end", ["GRADUATED", "DESISTING", "LEFT", "REMOVED", "YOUTH"])
def test_whoever_has_finished_is_never_prosecuted_in_the_programme(end: str) -> None:
    for one in arriving("P", "PROSECUTION"):
        with pytest.raises(OutOfStep):
            after("P", end, one.name)


@pytest.mark.rule("F44")
def test_an_expired_case_goes_nowhere_but_back_by_two_prosecutors() -> None:
    onward = [
        one
        for one in pathway.steps_from("B", "EXPIRED")
        if one.arrives != SAME and one.name != "reverse_step"
    ]
    assert [one.name for one in onward] == ["reinstate_case"]
    assert onward[0].who == TWO_PROSECUTORS


@pytest.mark.rule("C51", "F99")
def test_a_case_is_activated_by_two_prosecutors_and_by_nothing_else() -> None:
    assert step("B.request_activation").who == PROSECUTOR_ALONE
    assert [one.name for one in arriving("B", "FILED")] == ["confirm_filing"]
    assert step("B.confirm_filing").who == TWO_PROSECUTORS
    assert step("B.confirm_filing").leaves == {"ACTIVATION_REQUESTED"}
    for one in arriving("B", "ACTIVATION_REQUESTED", "FILED"):
        assert signers(one) == {Role.PROSECUTOR}


@pytest.mark.rule("C51")
def test_no_dated_step_activates_or_prosecutes() -> None:
    for one in [*arriving("B", "ACTIVATION_REQUESTED", "FILED"), *arriving("P", "PROSECUTION")]:
        assert Role.SCHEDULER not in signers(one)
        assert signers(one) == {Role.PROSECUTOR}


@pytest.mark.rule("C51")
def test_the_scheduler_never_makes_a_report_of_non_compliance() -> None:
    taken = [one.name for one in steps_of("V") if Role.SCHEDULER in signers(one)]
    assert taken == ["close_account_window", "close_cleared"]
    assert all("START" not in step(f"V.{name}").leaves for name in taken)


def test_the_decision_is_signed_by_prosecutors_alone() -> None:
    for one in arriving("P", "CANDIDATE", "PROSECUTION"):
        assert signers(one) == {Role.PROSECUTOR}
    assert step("P.decide_candidate").who == PROSECUTOR_ALONE
    assert step("P.decide_prosecution").who == PROSECUTOR_ALONE
    assert step("P.settle_candidate").who == TWO_PROSECUTORS
    assert step("P.settle_prosecution").who == TWO_PROSECUTORS


def test_the_opinions_come_first_and_agree_before_a_decision() -> None:
    for name in ("P.decide_candidate", "P.decide_prosecution"):
        assert {"opinions_in", "opinions_equal", "decision_reasons_written"} <= set(
            step(name).guards
        )
    assert signers(step("OP.give_opinion")) == {Role.POLICE_ANALYST, Role.PROSECUTOR}


def test_only_a_prosecutor_authorises_a_technique() -> None:
    for name in ("create_authorisation", "renew_authorisation", "revoke_authorisation"):
        assert step(f"AU.{name}").who == PROSECUTOR_ALONE


def test_the_observatory_analyst_and_the_manager_never_nominate() -> None:
    for name in ("P.nominate", "P.nominate_again", "P.attach_nomination"):
        assert signers(step(name)) <= {Role.POLICE_ANALYST, Role.HANDLER}


def test_the_handler_gives_no_opinion_and_takes_no_decision() -> None:
    taken = {one.name for one in steps_of("P") if Role.HANDLER in signers(one)}
    assert taken == {"nominate", "begin_buys"}
    assert all(Role.HANDLER not in signers(one) for one in steps_of("OP"))


def test_an_adolescent_has_exactly_the_youth_step_and_its_undoing() -> None:
    spared = {
        "nominate",  # nobody's age is known yet
        "nominate_again",
        "identify",
        "attach_nomination",  # moves no stage
        "reverse_step",
        "mark_desisting",  # a date alone
        "reopen_review",  # out of the prosecution
        "offer_second_time",  # out of a termination
    }
    for one in steps_of("P"):
        asks = {"not_adolescent", "not_adolescent_once_identified"} & set(one.guards)
        if "is_adolescent" in one.guards:
            assert one.arrives == "YOUTH"
        else:
            assert bool(asks) is (one.name not in spared), one.key
    assert {one.name for one in arriving("P", "YOUTH")} == {
        "send_to_youth_track",
        "send_to_youth_late",
    }


def test_a_missed_make_up_is_a_no_show_only_by_two_people() -> None:
    assert step("P.miss_make_up").who == ((Role.CLERK, Role.PROGRAMME_MANAGER),)
    assert Role.SCHEDULER not in signers(step("P.mark_no_show"))


def test_only_the_case_managers_role_keeps_moves_and_excuses_a_check_in() -> None:
    for name in ("keep_checkin", "keep_late", "move_checkin", "excuse_checkin", "follow_up"):
        assert step(f"C.{name}").who == ((Role.SOCIAL_WORKER,),)


def test_the_letter_passes_its_gates_again_when_printed() -> None:
    kept = {
        "release_valid",
        "release_covers_investigation",
        "safe_passage_guaranteed",
        "text_version_approved",
        "words_allowed",
        "no_secret_in_text",
        "case_live",
    }
    assert kept <= set(step("L.approve_letter").guards)
    assert kept <= set(step("L.print_letter").guards)


def test_the_stage_groups_hold_every_stage_once() -> None:
    assert set(STAGE_GROUP) == set(Stage)
    assert STAGE_GROUP[Stage.CANDIDATE] is StageGroup.REVIEW
    late = {stage for stage, group in STAGE_GROUP.items() if group in BEYOND_THE_DECISION}
    for one in steps_of("P"):
        if one.arrives in late and one.kind == "forward":
            assert one.leaves <= {*late, "CANDIDATE"}, one.key
