"""When a person's data must go: by the stage, and of several times the shorter for the person."""

from dataclasses import replace
from datetime import date

import pytest

from dmi.policy.states import Stage
from dmi.privacy.rules import WITH_A_CLOCK, Terms, Way, clock, last_of
from dmi.privacy.words import RetentionRule

TERMS = Terms(nominee=12, stub=6, declined=24, participant_years=5, investigative_years=5)
WAY = Way(Stage.NOMINATED, nominated_on=date(2024, 1, 31), since=date(2025, 3, 31))
WALKED = sorted(set(Stage) - WITH_A_CLOCK)


def test_who_walks_has_no_clock() -> None:
    assert set(WALKED) == {
        *("CANDIDATE", "CASE_READY", "INVITED", "ATTENDED", "EXCUSED"),
        *("OFFERED", "ENROLLED", "ACTIVE", "PAUSED"),
    }
    for stage in WALKED:
        way = replace(WAY, stage=stage, purge_on=date(2024, 2, 1), charged_on=date(2024, 2, 1))
        assert clock(way, TERMS) is None, stage


@pytest.mark.parametrize(
    ("stage", "day", "rule"),
    [
        (Stage.NOMINATED, date(2025, 1, 31), RetentionRule.NOMINEE),
        (Stage.REMOVED, date(2025, 1, 31), RetentionRule.NOMINEE),
        (Stage.NOT_SERVED, date(2026, 3, 31), RetentionRule.NOMINEE),
        (Stage.IN_REVIEW, date(2029, 1, 31), RetentionRule.INVESTIGATION),
        (Stage.PROSECUTION, date(2025, 12, 1), RetentionRule.STUB),
        (Stage.DECLINED, date(2027, 3, 31), RetentionRule.DECLINED),
        (Stage.LEFT, date(2027, 3, 31), RetentionRule.DECLINED),
        (Stage.GRADUATED, date(2026, 3, 31), RetentionRule.PARTICIPANT),
        (Stage.TERMINATED, date(2026, 3, 31), RetentionRule.PARTICIPANT),
    ],
)
def test_each_stage_has_its_time(stage: Stage, day: date, rule: RetentionRule) -> None:
    way = replace(WAY, stage=stage, purge_on=date(2025, 1, 31), charged_on=date(2025, 6, 1))
    assert clock(way, TERMS) == (day, rule)


def test_the_shorter_time_wins_whichever_it_is() -> None:
    declined = replace(WAY, stage=Stage.DECLINED)
    assert clock(replace(declined, limitation_on=date(2026, 1, 1)), TERMS) == (
        date(2026, 1, 1),
        RetentionRule.DECLINED,
    )
    late = clock(replace(declined, limitation_on=date(2031, 1, 1)), TERMS)
    assert late == (date(2027, 3, 31), RetentionRule.DECLINED)
    removed = replace(WAY, stage=Stage.REMOVED, purge_on=date(2027, 1, 1))
    assert clock(removed, TERMS) == (date(2026, 3, 31), RetentionRule.NOMINEE)
    graduated = replace(WAY, stage=Stage.GRADUATED)
    for years, day in ((5, date(2026, 3, 31)), (1, date(2026, 3, 31))):
        found = clock(graduated, replace(TERMS, participant_years=years))
        assert found == (day, RetentionRule.PARTICIPANT)


def test_a_day_that_nobody_set_does_not_run() -> None:
    assert clock(WAY, TERMS) is None


def test_one_key_goes_with_the_last_way() -> None:
    early = (date(2025, 1, 1), RetentionRule.NOMINEE)
    late = (date(2026, 1, 1), RetentionRule.DECLINED)
    assert last_of([late, early]) == late
    assert last_of([early, None]) is None
    assert last_of([]) is None
