"""Days at the edge of the calendar are told at the field, never a fault of ours."""

import pytest
from flask import Flask

from dmi.web.forms import PageForm
from dmi.web.texts import DayField, MomentField


class DaysForm(PageForm):
    """A day and a moment."""

    day = DayField("Day")
    moment = MomentField("Moment")


@pytest.mark.parametrize("day", ["31-12-9999", "01-01-0001", "31-02-2026"])
def test_a_day_beyond_the_calendar_is_refused(app: Flask, day: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    typed = {"day": day, "moment": f"{day} 23:59"}
    with app.test_request_context(method="POST", data=typed):
        form = DaysForm()
        form.zone = "America/Santiago"
        assert not form.validate()
        assert set(form.errors) == {"day", "moment"}
