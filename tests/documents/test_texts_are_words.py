"""A block of a letter is words and names of a closed list: never code, wherever it came from."""

import io

import pypdf
import pytest
from sqlalchemy import update

from dmi.access.papers import Wording, compose
from dmi.documents.filling import Incomplete, fill
from dmi.documents.paper import manuscript
from dmi.documents.press import print_batch
from dmi.kernel.refusals import Unmet
from dmi.profiles.blocks import Block
from dmi.profiles.models import NotOnTheList, TextBlock
from dmi.profiles.placeholders import has_stray_brace, placeholders, unknown_names
from dmi.profiles.queries import newest_text
from dmi.profiles.words import BlockKind, PaperId
from tests.documents.samples import example_values, sample
from tests.people import Town

CODE = (
    "{config}",
    "{{config}}",
    "{{ config.SECRET_KEY }}",
    "{% for x in y %}{% endfor %}",
    "{%- set x = 1 -%}",
    "{# a comment #}",
    "{person.__class__}",
    "{person.__class__.__mro__}",
    "{person_name.upper()}",
    "{person_name!r}",
    "{person_name:>99}",
    "{0}",
    "{}",
    "{person[name]}",
    "${7*7}",
    "#{7*7}",
    "{no_such_name}",
    "{ person_name }",
    "a brace } alone",
    "{folio} and {config}",
    "{{folio}}",
    "{" * 300 + "}" * 300,
)
LITERAL = [text for text in CODE if not unknown_names(text) and "folio" not in text]


def block(text: str) -> Block:
    """Return a block as it would come out of the database."""
    return Block(PaperId.P04, 1, BlockKind.P, "", text)


@pytest.mark.rule("S18", "X12")
@pytest.mark.parametrize("text", CODE)
def test_a_block_with_anything_else_in_braces_is_never_stored(text: str) -> None:
    with pytest.raises(NotOnTheList):
        TextBlock(body=text)
    written = TextBlock(body="Folio {folio}")
    with pytest.raises(NotOnTheList):
        written.body = f"Folio {{folio}} {text}"
    assert written.body == "Folio {folio}"


@pytest.mark.rule("S18")
def test_every_name_of_the_closed_list_may_stand_in_a_block() -> None:
    for name in placeholders():
        assert TextBlock(body=f"x {{{name}}} y").body == f"x {{{name}}} y"
    assert not has_stray_brace("sin llaves")


@pytest.mark.rule("S18", "X12")
def test_a_paper_whose_words_were_changed_beside_the_application_is_refused(town: Town) -> None:
    version = newest_text(town.session, "cl", PaperId.P04, "es")
    assert version is not None
    last = version.blocks[-1].id
    manager, wording = town.acting("jef1"), Wording(PaperId.P04, example_values())
    assert compose(manager, wording).blocks
    for text in CODE:
        changed = update(TextBlock).where(TextBlock.id == last).values(body=text)
        town.session.execute(changed, execution_options={"synchronize_session": False})
        town.session.expire_all()
        with pytest.raises(Unmet, match="placeholders_known"):
            compose(manager, wording)


@pytest.mark.rule("S18", "X12")
def test_such_words_would_be_printed_as_they_are_and_never_read() -> None:
    assert len(LITERAL) > 10
    for text in set(CODE) - set(LITERAL) - {"{{folio}}"}:
        with pytest.raises(Incomplete):
            fill([block(text)], {"folio": "F"}, ())
    filled = [one for text in LITERAL for one in fill([block(text)], {"person_name": "Sara"}, ())]
    assert [one.text for one in filled] == LITERAL
    paper = sample(PaperId.P04)
    printed = print_batch([type(paper)(**{**vars(paper), "blocks": (*paper.blocks, *filled)})])
    pages = pypdf.PdfReader(io.BytesIO(printed.pdf)).pages
    shown = "".join("".join(page.extract_text().split()) for page in pages)
    for text in LITERAL:
        # Two underscores are a line to write on, as in every paper.
        assert "".join(text.replace("__", "").split()) in shown, text


@pytest.mark.rule("S18")
def test_markup_in_words_and_values_is_escaped() -> None:
    paper = sample(PaperId.P04, name='<img src="x"> & <b>')
    blocks = (
        *paper.blocks,
        *fill([block("<script>{person_name}</script>")], {"person_name": "<i>"}, ()),
    )
    html = manuscript([type(paper)(**{**vars(paper), "blocks": blocks})]).html
    assert "&lt;script&gt;&lt;i&gt;&lt;/script&gt;" in html
    assert "&lt;img src=&#34;x&#34;&gt; &amp; &lt;b&gt;" in html
    for raw in ("<script", "<i>", '<img src="x"', "<b>"):
        assert raw not in html
