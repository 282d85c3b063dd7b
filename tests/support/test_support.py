"""The support: a meeting and the needs before it begins, a pause and the way back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dmi.checkins import queries as checkins
from dmi.checkins.words import ContactMode, SeriesStatus, SupportPhase
from dmi.kernel.refusals import Unmet
from dmi.owed.models import Task
from dmi.people.models.pathway import Pathway
from dmi.policy.states import Stage
from dmi.support.acts import support
from dmi.support.words import (
    EnrolmentStatus,
    PauseReason,
)
from tests.conftest import Clock
from tests.people import Town
from tests.support.stories import a_session, came, enrolled


@pytest.fixture
def pathway(town: Town, monkeypatch: pytest.MonkeyPatch) -> Pathway:
    return came(town, monkeypatch)


def test_support_begins_after_a_meeting_and_the_needs(
    town: Town, clock: Clock, pathway: Pathway
) -> None:
    enrolled(town, clock, pathway)
    phase = {"phase": SupportPhase.INTENSIVE}
    with pytest.raises(Unmet, match="first_meeting_held, needs_assessed"):
        support.begin_support(town.acting("ts1"), pathway, **phase)
    a_session(town, pathway, mode=ContactMode.PHONE)
    support.assess_needs(town.acting("ts1"), pathway, done_on=clock().date())
    with pytest.raises(Unmet, match=r"^first_meeting_held$"):
        support.begin_support(town.acting("ts1"), pathway, **phase)
    a_session(town, pathway)
    support.begin_support(town.acting("ts1"), pathway, **phase)
    assert pathway.stage is Stage.ACTIVE


def test_a_pause_rests_the_check_ins_and_needs_a_new_look(
    town: Town, clock: Clock, pathway: Pathway
) -> None:
    enrolment = enrolled(town, clock, pathway)
    support.assess_needs(town.acting("ts1"), pathway, done_on=clock().date())
    fields = {"pause_reason": PauseReason.BIRTH}
    late = clock().date() + timedelta(days=61)
    with pytest.raises(Unmet, match="pause_review_dated"):
        support.pause_support(town.acting("ts1"), pathway, review_on=late, **fields)
    day = clock().date() + timedelta(days=30)
    support.pause_support(town.acting("ts1"), pathway, review_on=day, **fields)
    series = checkins.open_series(town.acting("ts1"), pathway.id)
    assert series is not None
    assert (enrolment.standing, series.standing) == (EnrolmentStatus.PAUSED, SeriesStatus.PAUSED)
    assert checkins.waiting(town.acting("ts1"), series) == []
    assert town.session.scalars(select(Task)).one().due_on == day
    clock.move(days=10)
    reason = {"reason": "The person asks to go on with the plan."}
    with pytest.raises(Unmet, match=r"^needs_assessed$"):
        support.resume_support(town.acting("ts1"), pathway, **reason)
    support.assess_needs(town.acting("ts1"), pathway, done_on=clock().date())
    support.resume_support(town.acting("ts1"), pathway, **reason)
    assert pathway.stage is Stage.ACTIVE
    assert checkins.waiting(town.acting("ts1"), series)
