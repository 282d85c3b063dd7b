"""The sentence of the mayor's page: four things may be said, and a fall is said last."""

import pytest

from dmi.outcomes import words
from dmi.science.findings import Caution, Estimate
from dmi.science.verdict import Verdict, verdict

FALL = Estimate(0.6, 0.4, 0.9, 0.01)
NOTHING = Estimate(0.98, 0.8, 1.2, 0.8)
RISE = Estimate(1.5, 1.1, 2.0, 0.01)


def test_the_list_is_the_one_that_the_office_knows() -> None:
    assert [one.value for one in Verdict] == [one.value for one in words.Verdict]


def test_a_fall_needs_every_condition_at_once() -> None:
    assert verdict(FALL, 0.10, NOTHING, [Caution.ONEAREA]) is Verdict.ATTRIBUTABLE_FALL
    for changed in (
        verdict(NOTHING, 0.10, NOTHING, []),
        verdict(FALL, 0.11, NOTHING, []),
        verdict(FALL, None, NOTHING, []),
        verdict(FALL, 0.10, None, []),
        verdict(FALL, 0.10, FALL, []),
        verdict(FALL, 0.10, RISE, []),
    ):
        assert changed is Verdict.NOT_DISTINGUISHED


@pytest.mark.parametrize(
    "caution", [Caution.SHOCK, Caution.PLACEBO_TIME, Caution.WDDSCALE, Caution.START]
)
def test_doubtful_data_never_prove_a_fall(caution: Caution) -> None:
    assert verdict(FALL, 0.02, NOTHING, [caution]) is Verdict.NOT_DISTINGUISHED


def test_few_or_uncounted_events_say_nothing() -> None:
    for caution in (Caution.FEWEVENTS, Caution.STRUCTURAL):
        assert verdict(FALL, 0.02, NOTHING, [caution]) is Verdict.INSUFFICIENT
        assert verdict(RISE, 0.9, NOTHING, [caution]) is Verdict.INSUFFICIENT
    assert verdict(None, 0.02, NOTHING, []) is Verdict.INSUFFICIENT


def test_a_rise_is_said_whatever_else_failed() -> None:
    assert verdict(RISE, None, None, [Caution.SHOCK]) is Verdict.RISE
