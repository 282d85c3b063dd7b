"""Forbidden words are found as people read them."""

import pytest

from dmi.kernel.wording import WordSet, names_in

WORDS = WordSet(
    "test",
    frozenset({"P01I"}),
    words=("cita", "orden de"),
    stems=("cit", "deberá"),
    capitals=("RUN",),
    shapes=(r"\d{7,8}-[\dkK]",),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Queremos citarle mañana.", ("citarle",)),
        ("CÍTESE a la persona", ("CÍTESE",)),
        ("Ci\u00adtarle", ("Citarle",)),
        ("de\u200bberá venir", ("deberá",)),
        ("debera\u0301 venir", ("deberá",)),
        ("hay una orden\nde un juez", ("orden de",)),
        ("su RUN es 12345678-5", ("RUN", "12345678-5")),
        ("we run a service", ()),
        ("solicitar una hora", ()),
    ],
)
def test_words_are_found(text: str, found: tuple[str, ...]) -> None:
    assert WORDS.found_in(text) == found


def test_names_are_found_as_whole_words() -> None:
    text = "Estimada Camila Ejemplo Prueba: venga con ROSA\nMUESTRA."
    assert names_in(text, ["Rosa Muestra", "Ana", "Camila Ejemplo", ""]) == (
        "Rosa Muestra",
        "Camila Ejemplo",
    )
