"""Rearrest of 432 men, and what a curve or a model must refuse."""

from functools import cache

import numpy as np
import pytest

from dmi.science.columns import read_table
from dmi.science.findings import Unfit
from dmi.science.people_file import People, people
from dmi.science.survival import cox, kaplan_meier, log_rank
from tests.science.figures import ROSSI

COEFFICIENTS = {
    "fin": -0.3794,
    "age": -0.0574,
    "race": 0.3139,
    "wexp": -0.1498,
    "mar": -0.4337,
    "paro": -0.0849,
    "prio": 0.0915,
}


@cache
def rossi() -> People:
    return people(read_table(ROSSI))


@pytest.mark.rule("E12")
def test_the_curves_of_rossi() -> None:
    men = rossi()
    assert (len(men.times), int(men.events.sum()), men.unit) == (432, 114, "week")
    half, whole = kaplan_meier(men.times, men.events, (26, 52))
    assert half.survival == pytest.approx(0.8750, abs=1e-3)
    assert (whole.survival, whole.low, whole.high) == pytest.approx(
        (0.7361, 0.6919, 0.7751), abs=1e-3
    )
    aid = np.array(men.groups)
    for group, events, figures in (
        ("0", 66, (0.6944, 0.6283, 0.7512)),
        ("1", 48, (0.7778, 0.7162, 0.8276)),
    ):
        among = aid == group
        assert (int(men.events[among].sum()), int(among.sum())) == (events, 216)
        (found,) = kaplan_meier(men.times[among], men.events[among], (52,))
        assert (found.survival, found.low, found.high) == pytest.approx(figures, abs=1e-3)
    found_rank = log_rank(men.times, men.events, men.groups)
    assert found_rank.chi_square == pytest.approx(3.8376, abs=1e-2)
    assert found_rank.p == pytest.approx(0.0501, abs=1e-3)


@pytest.mark.rule("E12")
def test_the_model_of_rossi() -> None:
    men = rossi()
    aid = np.array([group == "1" for group in men.groups], dtype=float)
    found = cox(men.times, men.events, np.column_stack([aid, men.covariates]), ("fin", *men.names))
    terms = {one.name: one for one in found.terms}
    assert {name: one.coefficient for name, one in terms.items()} == pytest.approx(
        COEFFICIENTS, abs=1e-3
    )
    fin = terms["fin"]
    assert (fin.hazard_ratio, fin.error, fin.p) == pytest.approx((0.6843, 0.1914, 0.0474), abs=1e-3)
    assert found.log_likelihood == pytest.approx(-658.748, abs=1e-3)
    # The age's effect is known to change with time, that of the aid not.
    assert terms["age"].proportional_p < 0.005
    assert terms["fin"].proportional_p > 0.8


def test_people_at_risk_are_those_who_stayed_so_long() -> None:
    times, events = np.array([1.0, 2, 2, 3, 5]), np.array([True, True, False, False, True])
    curve = kaplan_meier(times, events, (0, 2, 2.5, 5, 9))
    assert [one.at_risk for one in curve] == [5, 4, 2, 1, 0]
    assert [one.survival for one in curve] == pytest.approx([1, 0.6, 0.6, 0, 0])
    nobody = kaplan_meier(times, np.zeros(5, dtype=bool), (3,))
    assert nobody[0].survival == 1


def test_a_model_needs_ten_events_for_a_covariate_and_terms_that_tell_apart() -> None:
    men = rossi()
    first = men.events & (np.cumsum(men.events) <= 19)
    with pytest.raises(Unfit, match="E_FEWEVENTS"):
        cox(men.times, first, men.covariates[:, :2], men.names[:2])
    twice = np.column_stack([men.covariates[:, 0], 2 * men.covariates[:, 0]])
    with pytest.raises(Unfit, match="E_CELL"):
        cox(men.times, men.events, twice, ("age", "again"))


def test_curves_are_compared_only_between_groups_with_events() -> None:
    men = rossi()
    with pytest.raises(Unfit, match="E_NOCONTROL"):
        log_rank(men.times, men.events, ["a"] * 432)
    with pytest.raises(Unfit, match="E_FEWEVENTS"):
        log_rank(men.times, np.zeros(432, dtype=bool), men.groups)
