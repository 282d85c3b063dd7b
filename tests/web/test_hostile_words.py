"""Every part of the pages, in every state, filled with words that a browser would run."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from flask import Flask, render_template
from jinja2 import Template
from wtforms.fields.choices import SelectChoice

from dmi.policy.states import Stage
from dmi.settings import beside
from dmi.web.forms import PageForm
from dmi.web.style import SampleForm
from tests.walk.payloads import RAN, combined

MANY = 10_000
TODAY = date(2026, 11, 23)
# What the page of all parts says in words of its own: each becomes a payload.
_OWN_WORDS = re.compile(
    r'_\("[^"]*"\)|label\(stages\.\w+\)|"[A-ZÁÉÍÓÚ][\wáéíóúñ.]+ [^"#]*"|"P-0141"|"0,61 g"'
)


class Elements(HTMLParser):
    """Finds what would run: scripts with words in them, handlers, marked tags and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge one element."""
        self.in_script = tag == "script"
        if tag.startswith(RAN) or tag in {"iframe", "object", "embed", "base", "style", "math"}:
            self.wrong.append(tag)
        for name, value in attrs:
            runs = name.startswith("on") or name in {"srcdoc", "style", "xlink:href"}
            leads = name in {"href", "src", "action"} and RAN in (value or "")
            if runs or leads or RAN in name:
                self.wrong.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        self.in_script = False

    def handle_data(self, data: str) -> None:
        """Find words inside a script."""
        if self.in_script and data.strip():
            self.wrong.append(f"script: {data}")


class Words:
    """Hands out payloads and remembers them."""

    def __init__(self, payloads: Iterator[str]) -> None:
        self.payloads = payloads
        self.given: list[str] = []

    def __call__(self) -> str:
        """Return the next payload, plain, as a row of the database would hold it."""
        self.given.append(next(self.payloads))
        return self.given[-1]


def wrong_in(page: str, given: list[str]) -> list[str]:
    """Return what would run, and the payloads that stand as they were typed."""
    elements = Elements()
    elements.feed(page)
    elements.close()
    return elements.wrong + [one for one in given if set(one) & set("<>\"'") and one in page]


def form(words: Words) -> PageForm:
    """Return the sample form with payloads as labels, hints, values, options and errors."""
    made = SampleForm(meta={"csrf": False})
    for field in made:
        field.label.text, field.description = words(), words()
        field.errors = [words(), words()]
        if hasattr(field, "choices"):
            field.coerce = str
            field.choices = [SelectChoice(words(), words()) for _ in range(2)]
            field.data = [words()] if field.type == "TicksField" else words()
        elif field.type != "BooleanField":
            field.data = words()
            field.raw_data = [field.data]
    made.row_version.data = words()
    return made


@pytest.fixture
def parts(app: Flask) -> Template:
    """Return the page of all parts with every one of its words replaced by a payload."""
    source = (beside("templates") / "style.html").read_text("utf-8")
    template, times = _OWN_WORDS.subn("w()", source)
    assert times > 100
    return app.jinja_env.from_string(template)


def every_text(words: Words) -> dict[str, object]:
    """Return what the page of all parts is filled with."""
    return {
        "w": words,
        "sample": form(words),
        "wrong": form(words),
        "today": TODAY,
        "days": [TODAY + timedelta(days=ahead) for ahead in (-2, 0, 1, 3, 9)],
        "stages": Stage,
    }


@pytest.mark.rule("X12")
def test_ten_thousand_payloads_run_in_no_part_of_a_page(app: Flask, parts: Template) -> None:
    payloads = combined(MANY + 1000)
    shown = 0
    with app.test_request_context("/style"):
        context: dict[str, object] = {}
        app.update_template_context(context)
        while shown < MANY:
            words = Words(payloads)
            page = parts.render(**context, **every_text(words))
            assert wrong_in(page, words.given) == []
            assert len(words.given) > 150
            shown += len(words.given)


@pytest.mark.rule("X12")
def test_what_a_refusal_repeats_is_escaped(app: Flask) -> None:
    words = Words(combined(400))
    with app.test_request_context("/style"):
        for _ in range(40):
            typed = [(words(), words())]
            told = [{"met": False, "sentence": words(), "href": "/", "link_label": words()}]
            told.append({"met": True, "sentence": words()})
            page = render_template("errors/conflict.html", typed=typed)
            page += render_template("errors/refused.html", conditions=told)
            page += render_template("errors/failed.html", reference=words())
            assert wrong_in(page, words.given) == []


@pytest.mark.rule("X12")
@pytest.mark.parametrize("payload", list(combined(25)))
def test_an_address_is_repeated_as_words(app: Flask, payload: str) -> None:
    client = app.test_client()
    for path in (
        f"/sign-in?next={payload}",
        f"/{payload}",
        f"/language?to={payload}&next=/{payload}",
    ):
        answer = client.get(path.replace("\n", ""), follow_redirects=True)
        assert wrong_in(answer.get_data(as_text=True), [payload]) == []


def test_these_eyes_see() -> None:
    assert wrong_in(f"<p>{RAN}</p><script src='/static/dmi.js'></script>", ["<b>"]) == []
    for page in (
        "<script>x</script>",
        "<img onerror=x>",
        f"<a href='//{RAN}'>",
        "<iframe>",
        "<b>x",
    ):
        assert wrong_in(page, ["<b>x"]) != [], page
