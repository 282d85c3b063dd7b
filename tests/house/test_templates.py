"""Pages hold no script, no style and no markup that was not escaped; each is shown by somebody."""

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.house.sources import ROOT, calls, name, offences, python, templates

_FORBIDDEN = {
    "|safe": re.compile(r"\|\s*safe\b"),
    "Markup": re.compile(r"\bMarkup\s*\("),
    "autoescape off": re.compile(r"\{%-?\s*autoescape\s+false"),
    "inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "script text": re.compile(r"<script\b(?![^>]*\bsrc\s*=)[^>]*>", re.IGNORECASE),
    "handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "other host": re.compile(r"(?:src|href|action)\s*=\s*[\"']\s*(?:https?:)?//", re.IGNORECASE),
}
_REFERENCE = re.compile(r"[\"']([\w./-]+\.html)[\"']")
# Papers bring their own sheet: they are printed, never sent to a browser as pages.
_PAPERS = ROOT / "templates" / "papers"


def unsafe(source: str) -> list[str]:
    return [wrong for wrong, pattern in _FORBIDDEN.items() if pattern.search(source)]


def named_in_python(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.JoinedStr(values=pieces):
                texts = [
                    piece.value if isinstance(piece, ast.Constant) else "*" for piece in pieces
                ]
                pattern = "".join(map(str, texts))
            case ast.Constant(value=str(pattern)):
                pass
            case _:
                continue
        if re.fullmatch(r"[\w./*-]+\.html", pattern):
            found.add(pattern)
    return found - {".html"}


def named_in_template(source: str) -> set[str]:
    return set(_REFERENCE.findall(source))


def not_shown(existing: set[str], named: set[str]) -> set[str]:
    return {file for file in existing if not any(fnmatch(file, one) for one in named)}


def not_there(existing: set[str], named: set[str]) -> set[str]:
    return {one for one in named if not any(fnmatch(file, one) for file in existing)}


def every_name() -> set[str]:
    named: set[str] = set()
    for path in python("dmi"):
        named |= named_in_python(path.read_text("utf-8"))
    for path in templates():
        named |= named_in_template(path.read_text("utf-8"))
    return named


def existing_names() -> set[str]:
    return {str(path.relative_to(ROOT / "templates")) for path in templates()}


# A new one is read before it is added: markup is made only of what was escaped just before.
_REVIEWED = {
    "dmi/documents/typeset.py": ["Markup"],
    "dmi/web/uploads.py": ["from_string"],  # looks at the first bytes of a file
}
_TEXT_AS_CODE = {"Markup", "render_template_string", "from_string", "Template", "eval", "exec"}
_IN_PAPERS_TOO = {"|safe", "Markup", "autoescape off", "script text", "handler", "other host"}
_IN_PAPERS_TOO |= {"javascript address"}


def text_as_code(source: str) -> list[str]:
    """Return the calls that take text for markup, for a template or for code."""
    return sorted(called for called, _ in calls(ast.parse(source)) if called in _TEXT_AS_CODE)


def is_page(path: Path) -> bool:
    return not path.is_relative_to(_PAPERS)


def test_no_page_runs_or_styles_what_the_policy_of_the_browser_refuses() -> None:
    assert offences(filter(is_page, templates()), unsafe) == {}


@pytest.mark.rule("X12")
def test_no_paper_trusts_a_value_either() -> None:
    found = {
        name(path): _IN_PAPERS_TOO & set(unsafe(path.read_text("utf-8"))) for path in templates()
    }
    assert {file: wrong for file, wrong in found.items() if wrong} == {}


@pytest.mark.rule("X12", "S18")
def test_no_text_becomes_markup_a_template_or_code_unread() -> None:
    assert offences(python("dmi"), text_as_code) == _REVIEWED


def test_every_template_is_rendered_by_somebody() -> None:
    assert not_shown(existing_names(), every_name()) == set()


def test_every_template_that_is_named_exists() -> None:
    assert not_there(existing_names(), every_name()) == set()


def test_these_guards_bite() -> None:
    bad = {
        "|safe": "{{ text | safe }}",
        "Markup": "{{ Markup(text) }}",
        "autoescape off": "{% autoescape false %}",
        "inline style": '<p class="a" style="color: red">',
        "style element": "<style>p {}</style>",
        "script text": "<script>go()</script>",
        "handler": '<button type="button" onclick="go()">',
        "javascript address": '<a href="javascript:go()">',
        "other host": '<img src="//elsewhere/x.png" alt="">',
    }
    assert {wrong: unsafe(source) for wrong, source in bad.items()} == {
        wrong: [wrong] for wrong in bad
    }
    assert text_as_code("env.from_string(x); Markup(x); escape(x)") == ["Markup", "from_string"]
    assert unsafe('<script src="/static/app.js" defer></script>') == []
    assert named_in_python('render_template("a/b.html"); f"papers/{code}.html"') == {
        "a/b.html",
        "papers/*.html",
    }
    assert named_in_template('{% extends "_layout/page.html" %}') == {"_layout/page.html"}
    assert not_shown({"a/b.html", "a/c.html"}, {"a/b.html"}) == {"a/c.html"}
    assert not_there({"a/b.html"}, {"a/*.html", "a/c.html"}) == {"a/c.html"}
