"""Sheet, type size and template of every paper."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from dmi.profiles.words import PaperId


class Sheet(StrEnum):
    """The sizes of paper that offices here use."""

    CARTA = "carta"
    OFICIO = "oficio"
    A4 = "a4"
    HALF = "half"
    WIDE = "wide"
    HALF_A4 = "half_a4"
    WIDE_A4 = "wide_a4"
    ENVELOPE = "envelope"
    LABEL = "label"
    SLIP = "slip"


@dataclass(frozen=True)
class Measures:
    """Width and height in mm, then the margins: top, sides, bottom."""

    width: float
    height: float
    top: float
    sides: float
    bottom: float


MEASURES = {
    Sheet.CARTA: Measures(216, 279, 17, 25, 20),
    Sheet.OFICIO: Measures(216, 330, 17, 25, 20),
    Sheet.A4: Measures(210, 297, 17, 25, 20),
    Sheet.HALF: Measures(216, 139.5, 15, 25, 18),
    Sheet.WIDE: Measures(279, 216, 18, 18, 18),
    Sheet.HALF_A4: Measures(210, 148.5, 15, 25, 18),
    Sheet.WIDE_A4: Measures(297, 210, 18, 18, 18),
    Sheet.ENVELOPE: Measures(229, 162, 70, 30, 15),
    Sheet.LABEL: Measures(100, 60, 4, 5, 4),
    Sheet.SLIP: Measures(90, 55, 5, 6, 5),
}


@dataclass(frozen=True)
class Layout:
    """How one paper is set; ``pages`` is the most that it may take, 0 when that is open."""

    template: str = "papers/sheet.html"
    sheet: Sheet = Sheet.CARTA
    point: float = 11
    pages: int = 1
    is_official: bool = False
    has_foot: bool = True

    @property
    def name(self) -> str:
        """Return the bare name of the template: the class by which the style knows the paper."""
        return PurePath(self.template).stem


_LETTER = Layout("papers/letter.html", pages=2)
_OFICIO = Layout("papers/oficio.html", Sheet.OFICIO, pages=2, is_official=True)

LAYOUTS = {
    PaperId.P01I: Layout("papers/letter.html", Sheet.OFICIO, pages=1),
    PaperId.P01C: Layout("papers/letter.html", Sheet.OFICIO, pages=1),
    PaperId.P01E: Layout("papers/envelope.html", Sheet.ENVELOPE, 12, has_foot=False),
    PaperId.P01A: Layout(sheet=Sheet.HALF, point=10.5),
    PaperId.P02: _LETTER,
    PaperId.P04: Layout(point=12),
    PaperId.P05: Layout(point=12),
    PaperId.P06: Layout(pages=2),
    PaperId.P08: Layout(),
    PaperId.P10: Layout("papers/letter.html", point=12, pages=2),
    PaperId.P11: _OFICIO,
    PaperId.P12A: _OFICIO,
    PaperId.P12N: _OFICIO,
    PaperId.P12P: Layout("papers/letter.html", point=12, pages=2),
    PaperId.P13: Layout("papers/letter.html", point=12, pages=2),
    PaperId.P14: Layout(sheet=Sheet.OFICIO, pages=2, is_official=True),
    PaperId.P16: Layout(),
    PaperId.P17C: Layout(sheet=Sheet.WIDE, point=10.5, pages=0),
    PaperId.P17L: Layout("papers/label.html", Sheet.LABEL, 8, has_foot=False),
    PaperId.P18D: Layout(sheet=Sheet.WIDE, point=10.5, pages=0),
    PaperId.P18W: Layout(sheet=Sheet.WIDE, point=10.5, pages=0),
    PaperId.P19C: Layout("papers/oficio.html", Sheet.OFICIO, pages=0, is_official=True),
    PaperId.P20A: _LETTER,
    PaperId.P20N: Layout(point=12, pages=2),
    PaperId.P21: _OFICIO,
    PaperId.P22P: Layout("papers/label.html", Sheet.SLIP, 10, has_foot=False),
    PaperId.P23: Layout(point=12),
}
ORDINARY = Layout(pages=2)


def layout_of(paper: PaperId) -> Layout:
    """Return the layout of a paper."""
    return LAYOUTS.get(paper, ORDINARY)


def pages_allowed(paper: PaperId, sheet: Sheet) -> int:
    """Return how many pages a paper may take on that sheet; only on oficio a letter takes one."""
    layout = layout_of(paper)
    return 2 if layout.name == "letter" and sheet in {Sheet.CARTA, Sheet.A4} else layout.pages


def office_sheet(paper: PaperId, office: str) -> Sheet:
    """Return the sheet of a paper in an office that prints on ``office``.

    Only the invitation goes from one of the American sizes to the other; where paper is A4,
    everything is, but envelope, label and slip.
    """
    own = layout_of(paper).sheet
    if office == Sheet.A4:
        return _ON_A4.get(own, own)
    return Sheet(office) if paper is PaperId.P01I else own


_ON_A4 = {
    Sheet.CARTA: Sheet.A4,
    Sheet.OFICIO: Sheet.A4,
    Sheet.HALF: Sheet.HALF_A4,
    Sheet.WIDE: Sheet.WIDE_A4,
}
