"""The invented place proves that nothing Chilean is built in."""

from datetime import date

import pytest

from dmi.kernel.identifiers import Malformed
from dmi.profiles.checks import findings
from dmi.profiles.papers import packaged
from dmi.profiles.profile import YearNotCovered, load

XX = load("xx")
PAPERS = packaged("xx", "en")


def test_the_papers_have_the_same_ids_and_kinds_as_the_chilean_ones() -> None:
    assert set(PAPERS) == set(XX.papers)
    for paper, blocks in PAPERS.items():
        chilean = packaged("cl", "en")[paper]
        assert [(b.block_id, b.kind) for b in blocks] == [(b.block_id, b.kind) for b in chilean]
        assert [b.tick_boxes for b in blocks] == [b.tick_boxes for b in chilean]


def test_no_block_holds_a_forbidden_word() -> None:
    assert [finding for blocks in PAPERS.values() for finding in findings(blocks, XX)] == []


@pytest.mark.parametrize("word", ["RUN", "RUC", "RIT", "NUE", "Defensoría", "MINISTERIO", "Ley"])
def test_no_block_names_chilean_law(word: str) -> None:
    assert not [b for blocks in PAPERS.values() for b in blocks if word in b.text.split()]


def test_both_profiles_know_the_same_settings() -> None:
    assert set(XX.figures) == set(load("cl").figures)
    assert XX.figures["limitation_simple_years"].read("6") == 6


def test_numbers_of_the_place_are_read() -> None:
    assert XX.read_case_number(" xc-2026-17 ", 2026).number == "XC-2026-17"
    assert XX.read_docket("17/26", "Town Court") == XX.read_docket("17/26 ", "town  court")
    with pytest.raises(Malformed):
        XX.read_case_number("2610000123-2", 2026)
    with pytest.raises(Malformed):
        XX.read_docket("17/26", " ")
    assert XX.readers == {}


def test_holidays_end_where_the_calendar_ends() -> None:
    assert date(2026, 12, 25) in XX.holidays_of(2026, "")
    with pytest.raises(YearNotCovered):
        XX.holidays_of(2101, "")


def test_every_vehicle_has_its_condition() -> None:
    conditions = {c for b in PAPERS[XX.papers[11]] for c in b.condition.split("|") if c}
    assert conditions == {"expired", "completed", "dismissed", "other_closure"}
    used = {c for blocks in PAPERS.values() for b in blocks for c in b.condition.split("|")}
    assert {vehicle.condition for vehicle in XX.vehicles.values()} <= used
