"""Printed papers: tagged, with our fonts, always the same bytes, each page of one person."""

import hashlib
import io
import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdf
import pytest

from dmi.documents import press, render
from dmi.documents.layouts import MEASURES, Sheet
from dmi.documents.paper import (
    BATCH_MAX,
    DEMO_MARK,
    DRAFT_MARKS,
    Paper,
    TooMany,
    manuscript,
)
from dmi.documents.press import NOTE, PressFailed, Printed, isolated, print_batch, too_long
from dmi.profiles.papers import packaged
from dmi.profiles.words import PaperId
from tests.documents.samples import NAME, sample

LISTS = {PaperId.P01R, PaperId.P07A, PaperId.P15F, PaperId.P19V, PaperId.P22S, PaperId.P22M}
MM = 72 / 25.4


@pytest.fixture(scope="module")
def letter() -> Printed:
    """Return the invitation letter, printed once for the tests that only look at it."""
    return print_batch([sample(PaperId.P01I)])


@pytest.fixture(scope="module")
def batch() -> Printed:
    """Return sixty letters on carta in one document, each to another person."""
    return print_batch(
        [
            sample(PaperId.P01I, name=person(i), folio=f"F-2026-{i:06}", sheet=Sheet.CARTA)
            for i in range(60)
        ]
    )


def person(number: int) -> str:
    """Return a name that no other name contains."""
    letters = "ABCDEFGHIJ"
    return f"Persona {letters[number // 10]}{letters[number % 10]} Ñandú"


def words(printed: Printed) -> list[str]:
    """Return the text of each page in one line."""
    reader = pypdf.PdfReader(io.BytesIO(printed.pdf))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def tags(printed: Printed) -> list[str]:
    """Return the kinds of all elements of the structure tree."""
    found: list[str] = []
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        todo = [pdf.Root.StructTreeRoot.K]
        while todo:
            node = todo.pop()
            if isinstance(node, pikepdf.Array):
                todo += list(node)
            elif isinstance(node, pikepdf.Dictionary):
                if "/S" in node:
                    found.append(str(node.S))
                if "/K" in node:
                    todo.append(node.K)
    return found


def test_a_letter_is_a_tagged_document_in_its_language(letter: Printed) -> None:
    with pikepdf.open(io.BytesIO(letter.pdf)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "es"
        assert b"pdfuaid:part" in bytes(pdf.Root.Metadata.read_bytes())
        assert str(pdf.docinfo["/Title"]) == "F-2026-000123"
        assert "/Author" not in pdf.docinfo
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260305")
    assert {"/H1", "/P", "/Table", "/TH", "/Figure"} <= set(tags(letter))


def test_the_code_has_a_text_for_those_who_listen(letter: Printed) -> None:
    with pikepdf.open(io.BytesIO(letter.pdf)) as pdf:
        texts = {
            str(entry.Alt)
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Dictionary) and "/Alt" in entry
        }
    assert texts == {"Código de referencia"}


def test_only_our_fonts_are_embedded(letter: Printed) -> None:
    with pikepdf.open(io.BytesIO(letter.pdf)) as pdf:
        fonts = [
            entry
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor"
        ]
        names = {str(font.FontName).partition("+")[2] for font in fonts}
        assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)
    assert names
    assert all(name.startswith(("Source-Serif-Pro", "Inter")) for name in names)


def test_accents_and_day_survive(letter: Printed) -> None:
    (page,) = words(letter)
    assert NAME in page
    assert "Jueves 12 de marzo de 2026" in page
    assert "¿Necesita intérprete, lectura en voz alta o un acceso sin escalones?" in page
    assert "Página 1 de 1" in page
    assert "4KQ7-M2XD" in page


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_letter_takes_one_page_of_oficio_or_two_of_carta(language: str) -> None:
    for sheet, pages in ((Sheet.OFICIO, 1), (Sheet.CARTA, 2)):
        paper = sample(PaperId.P01I, language, sheet=sheet)
        printed = print_batch([paper])
        assert len(printed.pages) == pages
        assert too_long([paper], printed) == ()
        reader = pypdf.PdfReader(io.BytesIO(printed.pdf))
        box = reader.pages[0].mediabox
        assert float(box.height) == pytest.approx(MEASURES[sheet].height * MM, abs=1)
        assert all(NAME in page for page in words(printed))


def test_an_overflow_is_shown_before_approval() -> None:
    paper = sample(PaperId.P01I)
    longer = replace(paper, blocks=(*paper.blocks[:6], *paper.blocks[2:4] * 4, *paper.blocks[6:]))
    assert too_long([longer], print_batch([longer])) == (0,)


@pytest.mark.rule("C37")
def test_sixty_letters_name_each_only_their_own_person(batch: Printed) -> None:
    pages = words(batch)
    assert sorted(set(batch.pages)) == list(range(60))
    assert len(pages) == 120
    for place, owner in enumerate(batch.pages):
        named = {i for i in range(60) if person(i) in pages[place]}
        assert named == {owner}
        assert f"F-2026-{owner:06}" in pages[place]
    assert batch.pages_of(7) == (15, 16)
    assert "Página 2 de 2" in pages[15]


def test_a_batch_stays_one_tagged_document(batch: Printed) -> None:
    assert tags(batch).count("/H1") == 60


def test_more_than_a_hundred_papers_are_refused() -> None:
    with pytest.raises(TooMany):
        manuscript([sample(PaperId.P01I)] * (BATCH_MAX + 1))
    with pytest.raises(TooMany):
        manuscript([])


def test_every_paper_can_be_printed() -> None:
    kinds = sorted(set(packaged("cl", "es")) - LISTS)
    papers = [sample(kind, language) for kind in kinds for language in ("es", "en")]
    printed = print_batch(papers)
    assert [papers[place].paper_id for place in too_long(papers, printed)] == []
    assert sorted(set(printed.pages)) == list(range(len(papers)))


def test_a_paper_lists_its_rows() -> None:
    rows = {"P17C.04": [["1", "10-02-2026 18:00", "AR-07", "Bodega", "Custodia", "íntegro"]]}
    (page,) = words(print_batch([sample(PaperId.P17C, rows=rows)]))
    assert "AR-07 Bodega Custodia íntegro" in page


@pytest.mark.parametrize("mark", [*DRAFT_MARKS.values(), DEMO_MARK, "C. MUESTRA 06-03-2026 1/1"])
def test_the_watermark_is_drawn_behind_the_text(letter: Printed, mark: str) -> None:
    marked = print_batch([sample(PaperId.P01I, watermark=mark)])
    assert marked.pdf != letter.pdf
    assert marked.pages == letter.pages
    assert mark.split(maxsplit=1)[0] in words(marked)[0]


def test_markup_in_a_value_stays_text() -> None:
    (page,) = words(print_batch([sample(PaperId.P04, name="<script>x</script> {{ 7*7 }}")]))
    assert "<script>x</script> {{ 7*7 }}" in page


def run(paper: Paper, **environment: str) -> bytes:
    """Return the PDF of a press that was started by hand with its own variables."""
    done = subprocess.run(
        [sys.executable, "-m", "dmi.documents.render", "1"],
        input=json.dumps(asdict(manuscript([paper]))).encode(),
        capture_output=True,
        check=False,
        timeout=120,
        env=press._environment() | environment,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.partition(b"\n")[2]


def faketime() -> str:
    """Return the library that shows a process another date; the set-up brings it."""
    note = Path(sys.prefix) / NOTE
    found = json.loads(note.read_text("utf-8")) if note.is_file() else {}
    library = os.environ.get("DMI_TEST_FAKETIME") or found.get("DMI_TEST_FAKETIME")
    assert library, "the set-up did not bring libfaketime"
    return str(library)


@pytest.mark.rule("S30")
def test_a_letter_is_the_same_on_another_day_in_another_process(letter: Printed) -> None:
    again = run(sample(PaperId.P01I), LD_PRELOAD=faketime(), FAKETIME="2031-07-14 03:04:05")
    assert hashlib.sha256(again).hexdigest() == letter.sha256


def test_the_date_comes_from_the_record() -> None:
    other = replace(sample(PaperId.P04), issued_on=date(2025, 12, 31))
    with pikepdf.open(io.BytesIO(run(other))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20251231")


def pressed(html: str, assets: dict[str, str] | None = None) -> bytes:
    work = {"html": html, "css": "", "assets": assets or {}, "feet": [{}]}
    return render.press(work)[1]


def test_a_page_that_two_papers_share_is_refused() -> None:
    with pytest.raises(ValueError, match="2 papers"):
        pressed("<div id='paper-0'>one</div><div id='paper-1'>two</div>")
    with pytest.raises(ValueError, match="0 papers"):
        pressed("<p>nobody's page</p>")


def test_a_missing_font_gives_no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "FAMILIES", frozenset({"Inter"}))
    with pytest.raises(PressFailed, match="Source Serif Pro"):
        print_batch([sample(PaperId.P04)])


def test_a_press_that_stops_gives_no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "asdict", lambda _work: {})
    with pytest.raises(PressFailed, match="assets"):
        print_batch([sample(PaperId.P04)])


def test_a_press_that_hangs_gives_no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "SECONDS", 0.01)
    with pytest.raises(PressFailed, match="too long"):
        print_batch([sample(PaperId.P04)])


def test_the_press_says_whether_it_has_no_network(letter: Printed) -> None:
    assert letter.is_isolated == isolated()


def test_without_a_way_to_leave_the_network_the_press_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    press._alone.cache_clear()
    monkeypatch.setattr("shutil.which", lambda _name: None)
    try:
        assert not isolated()
    finally:
        press._alone.cache_clear()
