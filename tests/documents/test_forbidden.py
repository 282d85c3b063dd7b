"""What a filled letter may not say, whoever typed it."""

from dataclasses import replace

import pytest

from dmi.documents.filling import FilledBlock, fill
from dmi.documents.forbidden import Found, envelope_faults, forbidden
from dmi.profiles.papers import packaged
from dmi.profiles.profile import load
from dmi.profiles.words import PaperId
from tests.documents.samples import CONDITIONS, example_values

SETS = load("cl").words_for(PaperId.P01I)
ALLOWED = (
    *("Camila Ejemplo Prueba", "Inés Muestra", "Felipe Muestra", "Andrea Muestra"),
    *("Marcela Muestra", "Pasaje Los Ejemplos 123, depto. 4"),
)
OTHERS = ("Bruno Otro Caso", "Camila Ejemplo Prueba")


def letter(**values: str) -> tuple[FilledBlock, ...]:
    filled = example_values() | values
    return fill(packaged("cl", "es")[PaperId.P01I], filled, CONDITIONS)


def found(blocks: tuple[FilledBlock, ...], **more: tuple[str, ...]) -> tuple[Found, ...]:
    return forbidden(blocks, SETS, allowed=ALLOWED, others=OTHERS, **more)


def test_the_letter_as_it_is_passes() -> None:
    assert found(letter()) == ()


@pytest.mark.rule("C34")
@pytest.mark.parametrize("words", ["usted deberá venir", "está citada", "o será detenida"])
def test_a_value_cannot_bring_a_threat(words: str) -> None:
    assert {fault.rule for fault in found(letter(meeting_access=words))} == {"C34"}


@pytest.mark.rule("C37")
@pytest.mark.parametrize(
    "words",
    [
        *("11.111.111-1", "RUC 2610000123-2", "O-123-2026", "código AR-07", "pasta base"),
        *("marihuana", "el informante"),
    ],
)
def test_a_value_cannot_bring_a_number_or_a_drug(words: str) -> None:
    assert {fault.rule for fault in found(letter(meeting_access=words))} == {"C37"}


@pytest.mark.rule("C37")
def test_a_letter_names_nobody_else() -> None:
    faults = found(letter(meeting_access="junto a la casa de BRUNO  OTRO CASO"))
    assert faults == (Found("P01I.04", "name", "Bruno Otro Caso"),)


@pytest.mark.rule("C37")
def test_a_number_on_file_is_found_in_any_shape() -> None:
    faults = found(letter(meeting_access="puerta 4567890"), numbers=("4567890",))
    assert faults == (Found("P01I.04", "number", "4567890"),)


def test_a_name_that_may_stand_there_is_not_read_as_a_word() -> None:
    blocks = letter(contact_name="Reo Citadini")
    assert found(blocks)
    assert not forbidden(blocks, SETS, allowed=(*ALLOWED, "Reo Citadini"), others=())


@pytest.mark.rule("C37")
def test_an_envelope_holds_name_and_address_alone() -> None:
    blocks = fill(packaged("cl", "es")[PaperId.P01E], example_values(), ())
    address = ("Pasaje Los Ejemplos 123, depto. 4", "Las Condes")
    assert envelope_faults(blocks, "Camila Ejemplo Prueba", address) == ()
    told = (*blocks, replace(blocks[0], lines=("RUN 11.111.111-1",)))
    assert envelope_faults(told, "Camila Ejemplo Prueba", address) == ("RUN 11.111.111-1",)
