"""What a role is offered it may open, and an answer outside a list is told in our words."""

from enum import StrEnum

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale

from dmi.callin.models.letter import Letter
from dmi.evidence.models.authorisation import Authorisation
from dmi.evidence.models.investigation import Investigation
from dmi.policy.roles import Role
from dmi.store.base import Record
from dmi.web.choices import ChoiceField, PickField, TicksField
from dmi.web.forms import PageForm
from dmi.web.guard import opens_to
from dmi.web.rails import FOOT, RAILS
from tests.pages import sign_in
from tests.people import Town


class Colour(StrEnum):
    """A list of two."""

    RED = "RED"
    BLUE = "BLUE"


class ListForm(PageForm):
    """One field of each kind."""

    one = ChoiceField("One", Colour)
    narrow = ChoiceField("Narrow", Colour, only=(Colour.RED,))
    pick = PickField("Pick", Colour)
    row = PickField("Row")
    ticks = TicksField("Ticks", Colour)


class LooseForm(PageForm):
    """Fields that may be left alone."""

    one = ChoiceField("One", Colour, needed=False)
    pick = PickField("Pick", Colour, needed=False)
    ticks = TicksField("Ticks", Colour, needed=False)


def test_every_entry_of_every_rail_opens(app: Flask, client: FlaskClient, town: Town) -> None:
    closed = []
    for role, groups in RAILS.items():
        sign_in(client, town, f"{role.value.lower()}1")
        for entry in [*(one for group in groups for one in group), *FOOT]:
            if entry.endpoint not in app.view_functions:
                continue
            with app.test_request_context():
                path = app.url_for(entry.endpoint)
            if client.get(path).status_code != 200:
                closed.append((role.value, path))
    assert closed == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Choose one of the options."), ("es", "Elija una de las opciones.")],
)
def test_an_answer_outside_a_list_is_told_plainly(app: Flask, language: str, words: str) -> None:
    typed = {"one": "GREEN", "narrow": "BLUE", "pick": "\x00", "row": "x", "ticks": ["GREEN"]}
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST", data=typed), force_locale(language):
        form = ListForm()
        assert not form.validate()
        said = {name: [str(one) for one in errors] for name, errors in form.errors.items()}
    assert set(said) == set(typed)
    assert all(words in errors for errors in said.values()), said


def test_an_optional_list_may_be_left_alone(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    for typed in ({}, {"pick": ""}):
        with app.test_request_context(method="POST", data=typed):
            form = LooseForm()
            assert form.validate(), form.errors
            assert (form.one.data, form.pick.data) == (None, None)


def test_a_row_leads_only_to_pages_that_its_reader_may_open(app: Flask) -> None:
    with app.app_context():
        assert opens_to(Role.CLERK, Letter)
        assert not opens_to(Role.POLICE_ANALYST, Letter)
        assert not opens_to(Role.HANDLER, Investigation)
        assert not opens_to(Role.DEFENDER, Authorisation)
        assert not opens_to(Role.CLERK, Record)
