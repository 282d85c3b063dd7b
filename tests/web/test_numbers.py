"""A number means the same to whoever types it and to whoever reads it."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict
from wtforms import Form

from dmi.web.texts import NumberField


class Typed(Form):
    grams = NumberField("grams")
    people = NumberField("people", whole=True)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: "en")
    with app.test_request_context():
        yield


def errors(**typed: str) -> dict[str, list[str]]:
    form = Typed(MultiDict({"grams": "1", "people": "1", **typed}))
    form.validate()
    return {name: list(found) for name, found in form.errors.items() if name}


@pytest.mark.parametrize("typed", ["1.500", "12.000", "1.234.567", "999.999"])
def test_three_digits_after_a_point_are_asked_again(typed: str) -> None:
    sentence = "Write it without a point: 1500, or 1,5 for one and a half."
    assert errors(grams=typed, people=typed) == {"grams": [sentence], "people": [sentence]}


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1500", "1500"), ("1,5", "1.5"), ("1.5", "1.5"), ("0.125", "0.125"), ("1500.25", "1500.25")],
)
def test_what_can_be_read_in_one_way_is_taken(typed: str, read: str) -> None:
    assert errors(grams=typed) == {}
    form = Typed(MultiDict({"grams": typed, "people": "1"}))
    assert form.grams.data == Decimal(read)


@pytest.mark.parametrize("typed", ["-1", "1e3", "NaN", "uno", "1,2,3", "٣"])
def test_what_is_no_number_is_answered_with_what_this_field_takes(typed: str) -> None:
    assert errors(grams=typed) == {"grams": ["Write a number, for example 0,45."]}
    assert errors(people=typed) == {"people": ["Write a whole number, without decimals."]}
