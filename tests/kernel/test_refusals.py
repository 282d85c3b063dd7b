"""Each refusal knows its answer."""

import pytest

from dmi.kernel.refusals import Faults, NotKnown, Refusal, Stale, Unmet, UnmetCondition
from dmi.kernel.words import N_


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (NotKnown(), 404),
        (Unmet((UnmetCondition("case_live"),)), 409),
        (Stale(), 409),
        (Faults({"day": ["Not a day."]}), 400),
    ],
)
def test_status(refusal: Refusal, status: int) -> None:
    assert refusal.status == status


def test_every_gap_is_kept() -> None:
    gaps = (UnmetCondition("case_live"), UnmetCondition("reasons_given", {"min": 50}))
    assert Unmet(gaps).gaps == gaps
    assert str(Unmet(gaps)) == "case_live, reasons_given"
    assert Faults({"day": ["Not a day."]}).faults == {"day": ["Not a day."]}


def test_marked_words_stay_as_they_are() -> None:
    assert N_("Day") == "Day"
