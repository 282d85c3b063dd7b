"""Limits of one area's ratio from what areas without the programme did."""

import numpy as np
import pytest

from dmi.science.areas import Ranked, placebo_rank
from dmi.science.placebos import placebo_limits
from tests.science.figures import LAS_CONDES, PUBLIC_USE, window


def test_the_limits_of_las_condes_leave_one_area_out_on_each_side() -> None:
    panel = window(PUBLIC_USE, "2015-01", "2020-08")
    before, after = panel.counts[:, :56].sum(axis=1), panel.counts[:, 56:].sum(axis=1)
    everybody = np.ones(len(panel.areas), dtype=bool)
    ranked = placebo_rank(before, after, panel.place(LAS_CONDES), everybody)
    found = placebo_limits(ranked)
    assert found is not None
    others = sorted(ranked.others)
    assert len(others) == 51
    assert found.value == pytest.approx(ranked.ratio)
    assert found.low == pytest.approx(ranked.ratio / others[-1])
    assert found.high == pytest.approx(ranked.ratio / others[0])
    assert found.low < 1 < found.high


def test_an_area_farther_out_than_all_others_is_told_apart() -> None:
    found = placebo_limits(Ranked(0.3, 1, 40, np.linspace(0.5, 2.0, 39)))
    assert found is not None
    assert found.high == pytest.approx(0.6)
    assert found.p == pytest.approx(1 / 40)


def test_few_other_areas_give_no_limits() -> None:
    assert placebo_limits(Ranked(0.3, 1, 39, np.linspace(0.5, 2.0, 38))) is None
    assert placebo_limits(Ranked(0.3, 1, 40, np.linspace(0.0, 2.0, 39))) is None
