"""No cell of a table becomes a formula elsewhere, and nothing of it is lost (X13, S19)."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dmi.kernel.cells import MARK, as_csv

SET = tuple("=+-@\t\r\0")
WORDS = st.text(st.sampled_from("=+-@\t\r\n\0'\",;aé1 "), max_size=8)


def read_back(text: str) -> list[list[str]]:
    """Read a table as another program does."""
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.rule("X13", "S19")
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=4))
@example([["=1+1", "+2", "-3", "@SUM(A1)", "\tx", "\rx", "\0x", "'=1", "''", "", "plain"]])
@example([['="a","b"', '"=1', "\n=1", "\r\n=1"]])
def test_a_table_reads_back_and_no_cell_begins_a_formula(rows: list[list[str]]) -> None:
    cells = read_back(as_csv(rows))
    assert [[cell.removeprefix(MARK) for cell in row] for row in cells] == rows
    assert [cell for row in cells for cell in row if cell.startswith(SET)] == []


@pytest.mark.rule("X13")
@pytest.mark.parametrize("first", SET)
def test_each_sign_of_the_set_is_marked(first: str) -> None:
    assert read_back(as_csv([[f"{first}1", "1"]])) == [[f"'{first}1", "1"]]
