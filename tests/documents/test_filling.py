"""Values go into blocks once; the required are never empty, the optional take their label."""

import pytest

from dmi.documents.filling import Incomplete, MissingValue, fill, missing
from dmi.profiles.blocks import Block, parse
from dmi.profiles.papers import packaged
from dmi.profiles.words import BlockKind, PaperId
from tests.documents.samples import CONDITIONS, example_values

LETTER = packaged("cl", "es")[PaperId.P01I]


def block(text: str) -> Block:
    return Block(PaperId.P08, 1, BlockKind.P, "", text)


@pytest.mark.parametrize("name", ["contact_phone", "guarantor_name", "meeting_date", "folio"])
def test_a_missing_value_is_named_and_nothing_is_issued(name: str) -> None:
    values = example_values() | {name: "  "}
    gaps = missing(LETTER, values, CONDITIONS)
    assert {gap.placeholder for gap in gaps} == {name}
    with pytest.raises(Incomplete) as refused:
        fill(LETTER, values, CONDITIONS)
    assert refused.value.missing == gaps


def test_every_required_placeholder_of_every_paper_stops_it() -> None:
    for paper, blocks in packaged("cl", "es").items():
        found = {gap.placeholder for gap in missing(blocks, {}, CONDITIONS)}
        values = example_values()
        for name in found:
            assert missing(blocks, values | {name: ""}, CONDITIONS), (paper, name)


def test_an_unknown_placeholder_stops_the_paper() -> None:
    assert missing([block("{no_such_name}")], {}, ()) == (MissingValue("P08.01", "no_such_name"),)


def test_only_blocks_whose_condition_holds_are_printed() -> None:
    summons = packaged("cl", "es")[PaperId.P01C]
    without = fill(summons, example_values(), ())
    assert [filled.block_id for filled in without].count("P01C.05") == 0
    assert len(fill(summons, example_values(), {"safe"})) == len(without) + 1


@pytest.mark.parametrize("value", ["{folio}", "{{ 7*7 }}", "{% raw %}", "<b>x</b>"])
def test_a_value_is_only_text(value: str) -> None:
    (filled,) = fill([block("Nombre: {person_name}")], {"person_name": value, "folio": "F"}, ())
    assert filled.text == f"Nombre: {value}"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A\n{signatory2_name}\n{signatory2_post}\nB", "A\nB"),
        ("Folio 7 {copy_line}", "Folio 7"),
        ("Teléfono: 1. WhatsApp: {contact_whatsapp}. Horario: 2.", "Teléfono: 1. Horario: 2."),
        ("que Ana, RUN {person_run}, asistió", "que Ana, asistió"),
        ("1. Persona: Ana, RUN {person_run}. Participa.", "1. Persona: Ana. Participa."),
        (
            "Estudios: {schooling} Experiencia: {work_experience} Licencias: {licences}",
            "Estudios: media",
        ),
        ("Defensor/a: {defender_name} ______", "Defensor/a: ______"),
    ],
)
def test_an_empty_optional_value_takes_its_label_along(text: str, left: str) -> None:
    (filled,) = fill([block(text)], {"schooling": "media"}, ())
    assert filled.text == left


def test_a_code_is_an_image_and_no_text() -> None:
    (source,) = parse("[P08.01 ref] {qr} {folio}")
    (filled,) = fill([source], {"folio": "F-2026-000001", "qr": "[QR]"}, ())
    assert filled.has_qr
    assert filled.text == "F-2026-000001"
