"""Months and quarters as they are typed."""

import pytest

from dmi.science.periods import month, month_label, period


@pytest.mark.parametrize(
    "label", ["2019-09", "2019-9", "2019/09", "201909", "2019-09-30", "9/2019", "2019-09-01T00:00"]
)
def test_a_month_is_understood_in_every_common_form(label: str) -> None:
    assert month_label(month(label)) == "2019-09"
    assert period(label) == month(label)


@pytest.mark.parametrize("label", ["2019", "2019-13", "01/02/2019", "sept", "", "2019-09-32"])
def test_what_may_mean_two_months_or_none_is_refused(label: str) -> None:
    with pytest.raises(ValueError, match="is no month"):
        month(label)


def test_periods_grow_by_one() -> None:
    assert period("2020-Q1") - period("2019-Q4") == 1
    assert period("2020T1") == period("2020-Q1")
    assert period("2020-01") - period("2019-12") == 1
    assert [period(label) for label in ("7", "7.0", "-3")] == [7, 7, -3]
    with pytest.raises(ValueError, match="is no month"):
        period("9" * 30)
