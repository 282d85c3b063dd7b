"""The shipped Chilean papers: both languages say the same, and nothing forbidden."""

from dataclasses import replace

import pytest

from dmi.profiles.blocks import Block, fill_placeholders
from dmi.profiles.checks import Finding, differences, findings, forbidden_words
from dmi.profiles.papers import packaged
from dmi.profiles.placeholders import placeholders
from dmi.profiles.profile import load
from dmi.profiles.words import BlockKind, PaperId

CL = load("cl")
ES = packaged("cl", "es")
EN = packaged("cl", "en")


def example(block: Block, language: str) -> Block:
    """Return the block filled with the example values."""
    known = placeholders().values()
    values = {entry.name: getattr(entry, f"example_{language}") for entry in known}
    return replace(block, text=fill_placeholders(block.text, values))


def edited(paper: PaperId, number: int, old: str, new: str) -> tuple[Block, ...]:
    """Return the Spanish paper with one seeded fault; the words must have been there."""
    blocks = list(ES[paper])
    block = blocks[number - 1]
    assert old in block.text
    blocks[number - 1] = replace(block, text=block.text.replace(old, new, 1))
    return tuple(blocks)


@pytest.mark.rule("C66")
def test_both_languages_have_the_same_blocks() -> None:
    assert list(ES) == list(EN)
    assert sum(len(blocks) for blocks in ES.values()) == 473
    assert set(ES) == set(CL.papers)
    for paper, blocks in ES.items():
        assert differences(blocks, EN[paper]) == ()


@pytest.mark.rule("C34", "C37")
def test_no_shipped_block_holds_a_forbidden_word() -> None:
    for language, papers in (("es", ES), ("en", EN)):
        for blocks in papers.values():
            assert findings(blocks, CL) == ()
            filled = [example(block, language) for block in blocks]
            assert forbidden_words(filled, CL) == ()


@pytest.mark.parametrize("paper", [PaperId.P01I, PaperId.P01C, PaperId.P12A, PaperId.P12N])
def test_fifteen_blocks(paper: PaperId) -> None:
    assert len(ES[paper]) == len(EN[paper]) == 15


def test_the_two_resolutions_weigh_the_same() -> None:
    shape = [(block.number, block.kind, block.condition) for block in ES[PaperId.P12A]]
    other = [(block.number, block.kind, block.condition) for block in ES[PaperId.P12N]]
    assert shape[:9] == other[:9]
    assert len(shape) == len(other)
    assert shape[-2:] == other[-2:]


def test_every_placeholder_is_defined_and_used() -> None:
    used = {
        name for papers in (ES, EN) for blocks in papers.values() for b in blocks
        for name in b.placeholders
    }  # fmt: skip
    assert used == set(placeholders())


@pytest.mark.rule("C34", "C37")
@pytest.mark.parametrize(
    ("paper", "number", "old", "new", "fault"),
    [
        pytest.param("P01I", 9, "Venir es voluntario", "Deberá venir", "C34", id="verb"),
        pytest.param("P01I", 4, "invitarle", "citarle", "C34", id="enclitic"),
        pytest.param("P01I", 9, "Venir es", "You must come: es", "C34", id="must"),
        pytest.param("P02", 6, "limitará su libertad", "lo detendrá", "C34", id="detain"),
        pytest.param("P01I", 3, "usted sea", "usted con cocaína sea", "C37", id="drug"),
        pytest.param("P01I", 3, "usted sea", "usted, 11.111.111-1, sea", "C37", id="run"),
        pytest.param("P01A", 2, "aceptar", "aceptar el RUC 2610000123-2", "C37", id="ruc"),
        pytest.param("P23", 2, "Alguien", "El agente AR-07", "C37", id="officer code"),
        pytest.param("P16", 3, "participó", "participó tras su condena", "neutral", id="penal"),
        pytest.param(
            "P11", 13, "la libertad", "la detención", "no_request_on_liberty", id="liberty"
        ),
        pytest.param("P04", 3, "Usted es", "El delincuente es", "respect", id="noun"),
        pytest.param("P22S", 1, "su hora", "su terapia", "reminders", id="therapy"),
        pytest.param("P22S", 1, "Gracias", "Adiós, jamón", "gsm7", id="accent"),
        pytest.param("P05", 2, "{contact_phone}", "{phone}", "unknown_placeholder", id="unknown"),
        pytest.param("P05", 2, "{contact_phone}", "{{7*7}}", "stray_brace", id="code"),
    ],
)
def test_a_seeded_fault_is_found(paper: str, number: int, old: str, new: str, fault: str) -> None:
    blocks = ES[PaperId(paper)]
    if old not in blocks[number - 1].text:
        old = blocks[number - 1].text.split(" ")[1]
    seeded = edited(PaperId(paper), number, old, new)
    assert fault in {finding.fault for finding in findings(seeded, CL)}


@pytest.mark.rule("C66")
@pytest.mark.parametrize(
    ("number", "change", "fault"),
    [
        (11, {"text": "Sin marcador"}, "placeholders"),
        (11, {"kind": BlockKind.NOTE}, "kind"),
        (11, {"condition": "safe"}, "condition"),
        (5, {"text": "☐ {guarantor_name} {guarantor_post}"}, "tick_boxes"),
    ],
)
def test_a_difference_between_languages_is_found(
    number: int, change: dict[str, str], fault: str
) -> None:
    blocks = list(ES[PaperId.P01I])
    blocks[number - 1] = replace(blocks[number - 1], **change)
    assert Finding(f"P01I.{number:02}", fault) in differences(blocks, EN[PaperId.P01I])


@pytest.mark.rule("C66")
def test_a_lost_block_and_a_lost_column_are_found() -> None:
    assert differences(ES[PaperId.P04][:-1], EN[PaperId.P04]) == (Finding("P04.19", "order"),)
    table = ES[PaperId.P05][4]
    narrow = replace(table, text="Apoyo | Dónde")
    assert differences([narrow], [EN[PaperId.P05][4]]) == (Finding("P05.05", "columns"),)
