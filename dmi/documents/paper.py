"""Typed papers and the one HTML document that a batch of them becomes."""

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from zlib import crc32

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from dmi.documents import typeset
from dmi.documents.filling import FilledBlock
from dmi.documents.layouts import MEASURES, Layout, Sheet, layout_of
from dmi.profiles.words import BlockKind, PaperId
from dmi.settings import beside

DRAFT_MARKS = {"es": "BORRADOR - SIN VALIDEZ", "en": "DRAFT - NOT VALID"}
DEMO_MARK = "DEMO"
BATCH_MAX = 100

_QUIET_ZONE = 4
_ENDS = frozenset({BlockKind.REF, BlockKind.SLIP})
_WORDS = {
    "es": {
        "code": "Código de referencia",
        "verification": "Verificación",
        "text": "Texto",
        "page": "Página {page} de {pages}",
    },
    "en": {
        "code": "Reference code",
        "verification": "Verification",
        "text": "Text",
        "page": "Page {page} of {pages}",
    },
}


class TooMany(ValueError):
    """A document never holds more than a hundred papers; the caller makes several."""


@dataclass(frozen=True)
class Paper:
    """One paper as it is issued, ready to be set.

    ``title`` is the neutral title of the document, the folio alone. ``head_name`` is repeated
    in the head of a second page. ``rows`` fills the tables by block id; a table without rows
    gets ``blank_rows`` lines to write on. ``watermark`` stands across every page. ``drawing`` is
    the SVG of its figure, which the words of the figure describe.
    """

    paper_id: PaperId
    language: str
    blocks: tuple[FilledBlock, ...]
    issued_on: date
    folio: str = ""
    verification_code: str = ""
    text_version: str = ""
    copy_line: str = ""
    watermark: str = ""
    qr_token: str = ""
    head_name: str = ""
    sheet: Sheet | None = None
    rows: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    blank_rows: int = 3
    drawing: str = ""

    @property
    def layout(self) -> Layout:
        """Return how this kind of paper is set."""
        return layout_of(self.paper_id)

    @property
    def size(self) -> Sheet:
        """Return the sheet it is printed on."""
        return self.sheet or self.layout.sheet

    @property
    def words(self) -> Mapping[str, str]:
        """Return the few words that the page itself adds."""
        return _WORDS["es" if self.language.startswith("es") else "en"]

    @property
    def drawing_name(self) -> str:
        """Return the name of the image of the figure; nothing without one."""
        return f"drawing-{crc32(self.drawing.encode())}" if self.drawing else ""

    @property
    def groups_after_head(self) -> tuple[tuple[BlockKind, tuple[FilledBlock, ...]], ...]:
        """Return the blocks after the first, neighbours of one kind together: a list is one."""
        found: list[tuple[BlockKind, tuple[FilledBlock, ...]]] = []
        for block in self.blocks[1:]:
            if found and found[-1][0] is block.kind:
                found[-1] = (block.kind, (*found[-1][1], block))
            else:
                found.append((block.kind, (block,)))
        return tuple(found)

    @property
    def ends(self) -> tuple[FilledBlock, ...]:
        """Return the small lines at the end of a letter: code and receipt."""
        return tuple(block for block in self.blocks if block.kind in _ENDS)

    @property
    def prints_qr(self) -> bool:
        """Return whether the words of the paper ask for the code and there is one."""
        return bool(self.qr_token) and any(block.has_qr for block in self.blocks)

    @property
    def has_box_for_qr(self) -> bool:
        """Return whether the code stands in the date box instead of beside its folio."""
        return any(typeset.date_box(block) for block in self.blocks)


@dataclass(frozen=True)
class Manuscript:
    """What the press needs: the HTML, the style, the images, and the foot of each paper."""

    html: str
    css: str
    assets: Mapping[str, str]
    feet: tuple[Mapping[str, str], ...]


def manuscript(papers: Sequence[Paper]) -> Manuscript:
    """Return the single document of a batch; each paper begins on its own page.

    Raises:
        TooMany: more papers than one document may hold.
    """
    if not 1 <= len(papers) <= BATCH_MAX:
        raise TooMany(f"{len(papers)} papers in one document")
    marks = tuple(dict.fromkeys(paper.watermark for paper in papers if paper.watermark))
    assets = {f"qr-{i}": _qr(paper.qr_token) for i, paper in enumerate(papers) if paper.prints_qr}
    assets |= {f"mark-{i}": _mark(mark) for i, mark in enumerate(marks)}
    assets |= {
        paper.drawing_name: base64.b64encode(paper.drawing.encode()).decode()
        for paper in papers
        if paper.drawing
    }
    html = (
        _environment()
        .get_template("papers/batch.html")
        .render(papers=papers, pages=[_page_name(paper, marks) for paper in papers])
    )
    style = (files("dmi.documents") / "paper.css").read_text(encoding="utf-8")
    return Manuscript(
        html, style + _page_rules(papers, marks), assets, tuple(_foot(paper) for paper in papers)
    )


def _foot(paper: Paper) -> Mapping[str, str]:
    if not paper.layout.has_foot:
        return {}
    words = paper.words
    folio = " · ".join(filter(None, (paper.folio, paper.copy_line)))
    middle = [f"{words['verification']} {paper.verification_code}"] * bool(paper.verification_code)
    middle += [f"{words['text']} {paper.text_version}"] * bool(paper.text_version)
    head = " · ".join(filter(None, (paper.head_name, paper.folio)))
    return {"head": head, "folio": folio, "middle": " · ".join(middle), "page": words["page"]}


def _page_name(paper: Paper, marks: Sequence[str]) -> str:
    mark = f"-m{marks.index(paper.watermark)}" if paper.watermark else ""
    return f"{paper.size}{'-official' if paper.layout.is_official else ''}{mark}"


def _page_rules(papers: Sequence[Paper], marks: Sequence[str]) -> str:
    rules = {_page_name(paper, marks): _page_rule(paper, marks) for paper in papers}
    places = (
        f"\n#paper-{place} {{ page: {_page_name(paper, marks)};"
        f" font-size: {paper.layout.point}pt; }}"
        for place, paper in enumerate(papers)
    )
    return "".join((*rules.values(), *places))


def _page_rule(paper: Paper, marks: Sequence[str]) -> str:
    sheet = MEASURES[paper.size]
    sides = 25 if paper.layout.is_official else sheet.sides
    top, bottom = (25, 25) if paper.layout.is_official else (sheet.top, sheet.bottom)
    name = _page_name(paper, marks)
    mark = ""
    if paper.watermark:
        image = f"asset:mark-{marks.index(paper.watermark)}"
        mark = f"background: url({image}) center / contain no-repeat;"
    return (
        f"\n@page {name} {{ size: {sheet.width}mm {sheet.height}mm;"
        f" margin: {top}mm {sides}mm {bottom}mm; {mark} }}"
    )


def _qr(token: str) -> str:
    image = io.BytesIO()
    segno.make(token, error="m", micro=False).save(
        image, kind="svg", border=_QUIET_ZONE, xmldecl=False, svgns=True, omitsize=True
    )
    return base64.b64encode(image.getvalue()).decode()


def _mark(words: str) -> str:
    # A sheet of 216 mm shows 612 units, one a point: 40 points, 20 at least for a long line.
    size = max(20, min(40, 1100 // max(len(words), 1)))
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 612 612">'
        f'<text x="306" y="320" transform="rotate(-45 306 306)" text-anchor="middle"'
        f' font-family="Inter" font-weight="600" font-size="{size}" fill="#d9d9d9">'
        f"{escape(words)}</text></svg>"
    )
    return base64.b64encode(drawing.encode()).decode()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(beside("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        inline=typeset.inline,
        date_box=typeset.date_box,
        signatures=typeset.signatures,
        reference_rows=typeset.reference_rows,
        numbered=typeset.numbered,
        labelled=typeset.labelled,
    )
    return environment
