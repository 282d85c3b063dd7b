"""Closed lists: the machine sees the word, the reader the label, and every label has Spanish."""

import importlib
import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from dmi.kernel.words import N_
from dmi.policy.sentences import GUARD_TEXTS
from dmi.policy.states import Stage
from dmi.policy.worded import Worded

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "dmi" / "translations" / "es" / "LC_MESSAGES"
NOT_ABOUT_PEOPLE = re.compile(
    r"\b(target|offender|suspect|delincuente|infractor|objetivo|sospechos[oa])\b", re.IGNORECASE
)


class Fruit(Worded):
    """Invented for these tests."""

    PEAR = "PEAR", N_("Pear")
    PLAIN = "PLAIN"


def closed_lists() -> list[type[Worded]]:
    """Return every closed list of the policy and of the features' words."""
    files = {*(ROOT / "dmi" / "policy").glob("*.py"), *(ROOT / "dmi").glob("*/words.py")}
    found = []
    for file in sorted(files):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for thing in vars(importlib.import_module(name)).values():
            mine = isinstance(thing, type) and issubclass(thing, Worded)
            if mine and thing is not Worded and thing.__module__ == name:
                found.append(thing)
    return found


LISTS = closed_lists()


def spanish() -> dict[str, str]:
    """Return what all our catalogues say; the house keeps them from contradicting each other."""
    said: dict[str, str] = {}
    for path in CATALOGUES.glob("*.po"):
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale="es")
        said |= {str(one.id): str(one.string) for one in catalogue if one.id}
    return said


SPANISH = spanish()


def test_a_member_is_its_word_everywhere_but_in_its_label() -> None:
    assert Fruit.PEAR.value == str(Fruit.PEAR) == f"{Fruit.PEAR}" == "PEAR"
    assert Fruit("PEAR") is Fruit.PEAR
    assert json.dumps({"fruit": Fruit.PEAR}) == '{"fruit": "PEAR"}'
    assert Fruit.PEAR.label == "Pear"
    assert Fruit.PLAIN.label == ""


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(ValueError, match="GUILTY"):
        Stage("GUILTY")


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_label_in_english_and_spanish(kind: type[Worded]) -> None:
    assert list(kind)
    for member in kind:
        assert member.label, member
        assert SPANISH[member.label].strip(), member


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_two_members_never_read_the_same(kind: type[Worded]) -> None:
    shown = [SPANISH[member.label] for member in kind]
    assert sorted(shown) == sorted(set(shown))


def test_no_two_closed_lists_share_a_name() -> None:
    names = [kind.__name__ for kind in LISTS]
    assert len(names) == len(set(names))
    assert len(names) > 190


def test_spanish_sentences_keep_the_placeholders() -> None:
    for text in GUARD_TEXTS.values():
        places = set(re.findall(r"{(\w+)}", text.sentence))
        assert set(re.findall(r"{(\w+)}", SPANISH[text.sentence])) == places, text.name


def test_words_respect_the_person() -> None:
    for english, said in SPANISH.items():
        assert not NOT_ABOUT_PEOPLE.search(english), english
        assert not NOT_ABOUT_PEOPLE.search(said), said
