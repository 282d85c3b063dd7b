"""What a page says by shape and colour is right in words too."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FileField, Form, HiddenField, PasswordField

from dmi.policy.states import STAGE_GROUP, Stage, StageGroup
from dmi.web.choices import ChoiceField, PickField, TicksField
from dmi.web.looks import field_kind, flatten_faults, group_of, option_shape, urgency
from dmi.web.texts import DayField, Line, MomentField, NumberField, Text

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def page() -> Iterator[None]:
    app = Flask(__name__)
    app.extensions["dmi_zone"] = "America/Santiago"
    app.extensions["dmi_settings"] = SimpleNamespace(profile="cl")
    Babel(app, locale_selector=lambda: "en")
    with app.test_request_context():
        yield


class Sample(Form):
    line = Line("line")
    text = Text("text")
    day = DayField("day")
    moment = MomentField("moment")
    number = NumberField("number")
    password = PasswordField("password")
    radio = ChoiceField("radio", StageGroup)
    select = PickField("select", Stage)
    ticks = TicksField("ticks", StageGroup)
    file = FileField("file")
    tick = BooleanField("tick")
    hidden = HiddenField("hidden")


@pytest.mark.parametrize(
    ("ahead", "level", "words"),
    [
        (-2, "bad", "2 days overdue"),
        (-1, "bad", "1 day overdue"),
        (0, "bad", "Due today"),
        (1, "bad", "Due tomorrow"),
        (2, "warn", "In 2 days"),
        (3, "warn", "In 3 days"),
        (4, "later", "Sat 28-11"),
        (60, "later", "23-01-2027"),
    ],
)
def test_a_day_says_how_near_it_is(ahead: int, level: str, words: str) -> None:
    due = TODAY + timedelta(days=ahead)
    found = urgency(due, TODAY)
    assert (found.level, found.words, found.iso) == (level, words, due.isoformat())
    assert found.icon


def test_a_deadline_counts_in_its_own_days() -> None:
    after_the_weekend = TODAY + timedelta(days=6)
    assert urgency(after_the_weekend, TODAY).level == "later"
    found = urgency(after_the_weekend, TODAY, 3)
    assert (found.level, found.words) == ("warn", "In 3 working days")
    assert urgency(after_the_weekend, TODAY, 4).level == "later"
    assert urgency(after_the_weekend, TODAY, 1).words == "In 1 working day"


def test_an_instant_is_shown_in_the_hour_of_the_place() -> None:
    tonight = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
    found = urgency(tonight, NOON)
    assert (found.words, found.exact) == ("Due today, 22:30", "24-11-2026, 22:30")
    assert urgency(NOON - timedelta(hours=1), NOON).words == "Overdue since today"
    assert urgency(NOON, NOON).words == "Due today, 12:00"


def test_nothing_due_is_said_in_plain_words() -> None:
    found = urgency(None, TODAY)
    assert (found.level, found.icon, found.words, found.iso) == ("plain", "", "No deadline", "")


def test_every_stage_wears_the_colours_of_its_group() -> None:
    assert {group_of(stage) for stage in Stage} == {
        f"group-{STAGE_GROUP[stage].value.lower().replace('_', '-')}" for stage in Stage
    }
    assert group_of(Stage.NO_SHOW) == "group-invitation"
    assert group_of(Stage.LEFT) == "group-other-exit"


def test_every_field_gets_its_control() -> None:
    form = Sample(MultiDict())
    assert {field.name: field_kind(field) for field in form} == {
        "line": "text",
        "text": "area",
        "day": "day",
        "moment": "moment",
        "number": "number",
        "password": "password",
        "radio": "radio",
        "select": "select",
        "ticks": "ticks",
        "file": "file",
        "tick": "tick",
        "hidden": "hidden",
    }


@pytest.mark.parametrize(
    ("typed", "told"),
    [("31-02-2026", "existing day"), ("01-01-2999", "1900 to 2199"), ("31-12-1899", "1900 to")],
)
def test_a_day_that_cannot_be_is_told_apart_from_a_year_too_far(typed: str, told: str) -> None:
    form = Sample(MultiDict({"day": typed}))
    form.validate()
    assert told in str(form.day.errors[0])


def test_few_short_answers_stand_side_by_side() -> None:
    many = Sample(MultiDict()).radio
    assert option_shape(many) == "long"

    class Few(Form):
        short = ChoiceField("few", StageGroup, only=[StageGroup.REVIEW, StageGroup.SUPPORT])

    assert option_shape(Few(MultiDict()).short) == "joined"


def test_faults_are_said_once() -> None:
    assert flatten_faults(["One.", ["Two.", "One."], "One."]) == "One. Two. One."
    assert flatten_faults(["One.", "One."]) == "One."
    assert flatten_faults("One.") == "One."
