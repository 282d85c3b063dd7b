"""The colours of the theme are those of the design, and every pair can be read by everybody."""

import re
from pathlib import Path

import pytest

THEME = Path(__file__).resolve().parents[2] / "dmi" / "static" / "theme"
TEMPLATES = THEME.parents[2] / "templates"
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\b")

TEXT, SHAPE = 4.5, 3.0
# ink on ground, the ratio that the design states
STATED = [
    ("ink", "paper", 18.36),
    ("ink-2", "paper", 12.03),
    ("muted", "paper", 7.69),
    ("muted", "ground", 7.10),
    ("muted-2", "paper", 5.81),
    ("muted-2", "disabled", 5.13),
    ("edge", "paper", 3.83),
    ("edge", "ground", 3.54),
    ("edge", "seal-soft", 3.30),
    ("blue", "paper", 5.35),
    ("blue", "blue-soft", 4.71),
    ("blue-dark", "paper", 7.75),
    ("blue-dark", "blue-soft", 6.83),
    ("bad", "paper", 7.80),
    ("bad", "bad-soft", 6.83),
    ("warn", "paper", 7.41),
    ("warn", "warn-soft", 6.73),
    ("ok", "ok-soft", 6.55),
    ("seal", "seal-soft", 7.22),
    ("on-navy", "ink", 18.36),
    ("on-navy-2", "ink", 11.42),
    ("search-text", "search-ground", 8.54),
    ("search-edge", "search-ground", 3.23),
    ("search-edge", "ink", 3.74),
    ("demo", "ink", 14.23),
    ("focus", "ink", 12.80),
    ("ink", "changed", 16.20),
    ("investigation", "investigation-soft", 7.00),
    ("review", "review-soft", 7.22),
    ("invitation", "invitation-soft", 6.73),
    ("support", "support-soft", 6.36),
    ("completion", "completion-soft", 6.55),
    ("prosecution", "prosecution-soft", 7.88),
    ("other-exit", "other-exit-soft", 6.79),
]
# pairs that the pages use beside those of the design's table
ALSO_READ = [
    ("muted", "blue-soft"),
    ("muted", "disabled"),
    ("muted", "support-soft"),
    ("muted", "seal-soft"),
    ("ink-2", "other-exit-soft"),
    ("layer-a", "ground"),
    ("layer-b", "ground"),
    ("layer-c", "support-soft"),
    ("layer-d", "seal-soft"),
    ("blue-dark", "ground"),
    ("paper", "bad"),
]
SHAPES = {"edge", "search-edge"}


def sheet(name: str) -> str:
    return (THEME / f"{name}.css").read_text("utf-8")


def tokens() -> dict[str, str]:
    return dict(TOKEN.findall(sheet("tokens")))


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground", "stated"), STATED)
def test_a_colour_has_the_contrast_that_the_design_states(
    ink: str, ground: str, stated: float
) -> None:
    found = tokens()
    ratio = contrast(found[ink], found[ground])
    assert ratio == pytest.approx(stated, abs=0.006)
    assert ratio >= (SHAPE if ink in SHAPES else TEXT)


@pytest.mark.parametrize(("ink", "ground"), ALSO_READ)
def test_every_other_pair_that_carries_text_can_be_read(ink: str, ground: str) -> None:
    found = tokens()
    assert contrast(found[ink], found[ground]) >= TEXT


def test_the_two_rings_of_the_focus_show_on_light_and_on_dark() -> None:
    found = tokens()
    assert contrast(found["ink"], found["paper"]) >= SHAPE
    assert contrast(found["focus"], found["ink"]) >= SHAPE
    assert "outline: 3px solid var(--focus)" in sheet("tokens")
    assert "box-shadow: 0 0 0 5px var(--ink)" in sheet("tokens")


def test_nothing_takes_the_focus_ring_away_from_what_a_person_can_reach() -> None:
    gone = re.findall(r"([^{}]+)\{[^{}]*outline:\s*(?:0|none)\b", all_sheets())
    # Jump targets and the card whose ring is drawn around the whole card.
    assert {selector.strip() for selector in gone} == {
        '[tabindex="-1"]:focus-visible',
        ".main:focus",
        ".bare-main:focus",
        ".gate-form:focus",
        ".board-card > a:focus-visible",
    }


def test_no_text_is_smaller_than_twelve_pixels() -> None:
    sizes = re.findall(r"font(?:-size)?:[^;]*?([\d.]+)rem", all_sheets())
    assert sizes
    assert min(map(float, sizes)) * 16 >= 12


def test_every_group_of_stages_has_its_pair() -> None:
    found = tokens()
    groups = re.findall(r"\.group-([\w-]+) \{", sheet("tokens"))
    assert len(groups) == 7
    assert all(group in found and f"{group}-soft" in found for group in groups)


def test_the_sheets_ask_nobody_else_for_anything() -> None:
    assert re.findall(r"(?:https?:)?//(?!www\.w3\.org/2000/svg)\S+", all_sheets()) == []
    assert "@import" not in all_sheets()


def test_a_colour_is_named_once() -> None:
    loose = {
        path.name: re.findall(r"(?<!%23)#[0-9a-fA-F]{3,8}\b", path.read_text("utf-8"))
        for path in THEME.glob("*.css")
        if path.stem != "tokens"
    }
    assert {name: colours for name, colours in loose.items() if colours} == {}


def test_paper_hides_the_frame_and_keeps_the_words() -> None:
    paper = sheet("print")
    for hidden in (".topbar", ".rail", ".buttons", ".filters"):
        assert hidden in paper
    assert "table-header-group" in paper


def test_the_sheets_stay_short_enough_to_be_read() -> None:
    long = [path.name for path in THEME.glob("*.css") if len(lines(path)) > 300]
    assert long == []
    assert len(lines(THEME.parent / "dmi.js")) <= 300


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def all_sheets() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(THEME.glob("*.css")))


def test_every_sheet_is_linked_once_in_the_head() -> None:
    head = (TEMPLATES / "_layout" / "head.html").read_text("utf-8")
    assert {path.stem for path in THEME.glob("*.css")} == set(
        re.findall(r'"(\w+)"', head[head.index("for sheet in") : head.index("%}")])
    )


def test_these_measures_measure() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
