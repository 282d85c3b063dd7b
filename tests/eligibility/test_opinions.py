"""Two sealed opinions: they open together, and decide nothing."""

import pytest
from sqlalchemy import select

from dmi.access.models.records import Move
from dmi.access.sight import sees
from dmi.eligibility.acts.opinions import give_opinion, open_dispute, withdraw_opinion
from dmi.eligibility.acts.reviewing import declare_conflict
from dmi.eligibility.models.review import Opinion
from dmi.eligibility.words import Answer, Outcome
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.classes import DataClass
from dmi.policy.states import OpinionStatus, Stage
from tests.eligibility.scene import (
    GROUNDS,
    a_linked_buy,
    a_scene,
    answered,
    both_given,
    given,
    reviewed,
)
from tests.people import Town


@pytest.mark.rule("U8")
def test_both_open_inside_the_second_and_nothing_moves_by_itself(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    first = given(scene, review, "pol1")
    assert first.status is OpinionStatus.GIVEN
    version = review.row_version
    given(scene, review, "fis1")
    opened = town.session.scalars(select(Opinion)).all()
    assert {one.status for one in opened} == {OpinionStatus.UNSEALED}
    assert {one.unsealed_at for one in opened} == {town.clock()}
    assert scene.pathway.stage is Stage.IN_REVIEW
    assert review.row_version == version


@pytest.mark.rule("U8", "S7")
def test_a_sealed_opinion_is_known_to_its_author_alone(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    first = given(scene, review, "pol1")
    asked = ["pol1", "fis1", "fis2", "jef1"]

    def readers() -> list[str]:
        return [user for user in asked if sees(town.acting(user), first, DataClass.OPINIONS)]

    assert readers() == ["pol1"]
    given(scene, review, "fis1")
    assert readers() == asked


@pytest.mark.rule("U8")
def test_without_reasons_nothing_is_given_and_both_are_named_as_pending(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    given(scene, review, "pol1")
    with pytest.raises(Unmet, match="opinion_reasons_written"):
        give_opinion(town.acting("fis1"), review, choice=Outcome.CANDIDATE, grounds="x" * 39)
    with pytest.raises(Unmet) as refused:
        open_dispute(town.acting("fis1"), scene.pathway)
    pending = [gap.args["people"] for gap in refused.value.gaps if gap.guard == "opinions_in"]
    named = [town.users[user].display_name for user in ("pol1", "fis1")]
    assert pending == [named]


def test_an_opinion_needs_every_answer(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    with pytest.raises(Unmet, match="criteria_answered"):
        given(scene, review, "pol1")


@pytest.mark.rule("C31", "S7")
def test_whoever_recorded_a_buy_gives_no_opinion(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    a_linked_buy(scene, scene.pathway, 20, recorded_by="pol1")
    with pytest.raises(Unmet, match="author_uninvolved"):
        given(scene, review, "pol1")


def test_a_handler_finds_no_review(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    with pytest.raises(NotKnown):
        given(scene, review, "hnd1")


@pytest.mark.rule("C30")
def test_the_opinion_belongs_to_those_whom_the_review_names(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    with pytest.raises(Unmet, match="named_reviewer"):
        given(scene, review, "fis2")
    given(scene, review, "fis1")
    with pytest.raises(Unmet, match="named_reviewer"):
        given(scene, review, "fis1")


def test_whoever_declares_a_conflict_gives_no_opinion(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    declare_conflict(town.acting("fis1"), review, text="We went to school together.")
    with pytest.raises(Unmet, match="named_reviewer"):
        given(scene, review, "fis1")


@pytest.mark.rule("S7")
def test_an_own_opinion_is_taken_back_only_while_sealed(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    first = given(scene, review, "pol1")
    reason = "A new report changes what I think."
    withdraw_opinion(town.acting("pol1"), first, reason=reason)
    again = given(scene, review, "pol1", Outcome.PROSECUTION)
    given(scene, review, "fis1")
    with pytest.raises(Unmet):
        withdraw_opinion(town.acting("pol1"), again, reason=reason)


def test_the_move_of_a_sealed_opinion_keeps_no_word_of_it(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    given(scene, review, "pol1")
    move = town.session.scalars(select(Move).where(Move.step == "give_opinion")).one()
    assert GROUNDS not in move.reason
    assert move.reason == ""


def test_unlike_opinions_go_to_dispute_and_equal_ones_do_not(town: Town) -> None:
    scene = a_scene(town)
    review = both_given(scene)
    assert review.pathway_id == scene.pathway.id
    with pytest.raises(Unmet, match="opinions_differ"):
        open_dispute(town.acting("pol1"), scene.pathway)


def test_a_dispute_is_opened_by_either(town: Town) -> None:
    scene = a_scene(town)
    both_given(scene, Outcome.PROSECUTION)
    open_dispute(town.acting("pol1"), scene.pathway)
    assert scene.pathway.stage is Stage.DISPUTED


def test_an_unknown_answer_counts_as_answered(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review, I1=Answer.UNKNOWN)
    assert given(scene, review, "pol1").status is OpinionStatus.GIVEN
