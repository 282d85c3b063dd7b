"""The tables that the commands print are the ones that were signed."""

import gettext
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dmi.policy import show
from tests.policy.reading import GOLDEN

SOURCE = Path(show.__file__).parents[1] / "translations" / "es" / "LC_MESSAGES" / "policy.po"


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Compile the Spanish of the policy aside."""
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with SOURCE.open("rb") as source, (folder / "policy.mo").open("wb") as result:
        write_mo(result, read_po(source, locale="es"))
    monkeypatch.setattr(show, "_CATALOGUES", tmp_path)
    return tmp_path


@pytest.mark.rule("F44")
def test_the_pathway_is_printed_as_signed() -> None:
    assert show.pathway_text() == (GOLDEN / "pathway.txt").read_text("utf-8")


def test_the_pathway_can_be_read_in_spanish(catalogues: Path) -> None:
    said = show.pathway_text("es")
    assert "P.identify: Identificar" in said
    assert "Vía de oportunidad" in said
    assert "case_live: El caso en reserva no está vigente (estado: {status})." in said
    assert "Identify" not in said


def test_a_language_without_catalogue_is_an_error(catalogues: Path) -> None:
    gettext.bindtextdomain("policy", str(catalogues))
    with pytest.raises(FileNotFoundError):
        show.pathway_text("xx")


def test_no_line_is_wider_than_the_page() -> None:
    for text in (show.permissions_text(), show.pathway_text()):
        moves = [line for line in text.splitlines() if len(line) > show.WIDTH]
        assert all("|" in line or ": " in line for line in moves)
