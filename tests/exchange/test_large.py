"""A large file is read and written part by part: memory and statements follow the parts."""

import gc
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from dmi.exchange.acts import importing
from dmi.exchange.rules import ROWS_AT_ONCE
from dmi.policy.plain_states import ImportStatus
from dmi.territory.models.complaint import Complaint
from tests.desk.test_statements import counted
from tests.exchange.files import a_file, checked, read, rows, sent
from tests.people import Town

ROWS = 100_000
FEWER = 10_000
MOST_BYTES = 16 * 1024 * 1024
"""A hundred thousand rows would lie in less than a hundred mebibytes."""
MOST_A_PART = 4
OF_THE_STEP = 60


@contextmanager
def measured() -> Iterator[list[int]]:
    """Yield a list that holds the most bytes that were held at once."""
    gc.collect()
    peak: list[int] = []
    tracemalloc.start()
    try:
        yield peak
    finally:
        peak.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()


@pytest.mark.one_database
def test_statements_follow_the_parts_of_a_hundred_thousand_rows(town: Town) -> None:
    row = sent(town, a_file(rows(ROWS)))
    with counted() as asked:
        read(town, row)
    assert row.status is ImportStatus.CHECKED
    assert row.rows_good == ROWS
    assert len(asked) < ROWS // ROWS_AT_ONCE + OF_THE_STEP, len(asked)
    importing.see_preview(town.acting("pol1"), row)
    with counted() as asked:
        importing.apply_import(town.acting("pol1"), row)
    assert len(asked) < MOST_A_PART * ROWS // ROWS_AT_ONCE + OF_THE_STEP, len(asked)
    with counted() as asked:
        importing.undo_import(town.acting("pol1"), row, reason="Too large to be looked through.")
    assert len(asked) < OF_THE_STEP, len(asked)
    assert town.session.scalar(select(func.count(Complaint.id))) == 0


@pytest.mark.one_database
def test_memory_stays_near_the_size_of_the_file(town: Town) -> None:
    row = sent(town, a_file(rows(FEWER)))
    with measured() as reading:
        read(town, row)
    assert reading[0] < MOST_BYTES, reading
    importing.see_preview(town.acting("pol1"), row)
    with measured() as writing:
        importing.apply_import(town.acting("pol1"), row)
    assert writing[0] < MOST_BYTES, writing
    assert town.session.scalar(select(func.count(Complaint.id))) == FEWER


def test_more_rows_than_the_limit_are_sent_in_parts(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dmi.exchange.rules.MOST_ROWS", 10)
    assert checked(town, a_file(rows(10))).status is ImportStatus.CHECKED
    row = checked(town, a_file(rows(11)))
    assert row.status is ImportStatus.REJECTED
    assert [one[0] for one in row.said or ()] == ["E_ROWS"]


def test_remarks_are_kept_up_to_a_limit_and_counted_beyond(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dmi.exchange.checked.MOST_LISTED", 5)
    row = checked(town, a_file(*[rows(1)] * 30))
    assert (row.rows_good, row.rows_repeated) == (1, 29)
