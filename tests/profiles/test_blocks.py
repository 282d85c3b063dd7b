"""The form of numbered blocks."""

import pytest

from dmi.profiles.blocks import BadBlocks, fill_placeholders, parse
from dmi.profiles.words import BlockKind, PaperId

TEXT = """# Title

## P04 Rights

[P04.01 h] Your rights

[P04.02 p if:inv|arch] First line {person_name}.
Second line ☐ yes ☐ no {folio} {person_name}

[P04.03 table] One | Two
"""


def test_blocks_are_read() -> None:
    first, second, third = parse(TEXT)
    assert (first.block_id, first.kind, first.text) == ("P04.01", BlockKind.H, "Your rights")
    assert second.paper is PaperId.P04
    assert second.placeholders == ("person_name", "folio")
    assert second.tick_boxes == 2
    assert second.columns == ()
    assert third.columns == ("One", "Two")


def test_a_condition_is_any_of_its_words() -> None:
    first, second, _ = parse(TEXT)
    assert first.holds(())
    assert second.holds(("arch",))
    assert not second.holds(("scp",))


@pytest.mark.parametrize(
    "source",
    [
        "[P04.02 p] begins with two",
        "[P04.01 p] one\n\n[P04.03 p] three",
        "[P04.01 verse] no such kind",
        "[P99.01 p] no such paper",
        "[P04.1 p] one digit",
    ],
)
def test_bad_blocks_are_refused(source: str) -> None:
    with pytest.raises(BadBlocks):
        parse(source)


def test_a_value_never_holds_another_placeholder() -> None:
    filled = fill_placeholders("{a} and {b}", {"a": "{b}", "b": "{{7*7}}"})
    assert filled == "{b} and {{7*7}}"
