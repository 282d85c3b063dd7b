"""Somebody on the way into support, told in a few calls."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from dmi.access.words import AssignmentGround
from dmi.callin.words import CounselState
from dmi.checkins.words import ContactMode
from dmi.documents.models import ShelfFile
from dmi.people.models.pathway import Pathway
from dmi.people.words import ConsentAnswer, ConsentPurpose, ConsentRecipient
from dmi.policy.matrix import Condition
from dmi.policy.states import Stage
from dmi.policy.words import KeyClass
from dmi.profiles.papers import seed_texts
from dmi.support.acts import offer as offers
from dmi.support.acts import sessions
from dmi.support.models.enrolment import Enrolment
from dmi.support.rules import ASKED_PURPOSES, Answered, Promise
from dmi.support.words import (
    Discipline,
    NoNextReason,
    ObligationCode,
    ObligationSide,
    SessionKept,
    SessionTopic,
)
from tests.builders import a_cohort, a_pathway, assign, open_to, placed
from tests.conftest import Clock
from tests.people import Town
from tests.support.doors import met

ELSEWHERE = (
    "meeting_ended",
    "made_up_if_absent",
    "case_vehicle_still_set",
    "case_live",
    "person_not_blocked",
    "not_adolescent",
)
A_SESSION_AS_TYPED = {
    "kind": "SOCIAL",
    "held_at": "24-11-2026 09:00",
    "happened": "YES",
    "attended": "KEPT",
    "mode": "IN_PERSON",
    "done": ["PLAN"],
    "next_on": "01-12-2026",
}
COURSE = Promise(
    ObligationSide.PERSON, ObligationCode.WORK_OR_STUDY, "Sign up for a course.", date(2026, 12, 20)
)


def came(town: Town, monkeypatch: pytest.MonkeyPatch) -> Pathway:
    """Write somebody who came to the call-in, with two workers who know them."""
    met(monkeypatch, *ELSEWHERE)
    seed_texts(town.session, "cl", town.clock())
    made = a_pathway(town, a_cohort(town), Stage.ATTENDED)
    assign(town, "ts1", made)
    assign(town, "ts2", made, AssignmentGround.DEPUTY)
    open_to(town, "ts1", made, Condition.FROM_ATTENDANCE)
    return made


def explain(town: Town, pathway: Pathway, **other: Any) -> None:
    fields: dict[str, Any] = {
        "explained_at": town.clock(),
        "rights_sheet_version": "P04-es-1",
        "counsel": CounselState.ACCEPTED,
        "limits_told": True,
    }
    offers.explain_offer(town.acting("ts1"), pathway, **fields | other)


def answers(*left_out: ConsentPurpose) -> list[Answered]:
    return [
        Answered(
            purpose,
            ConsentAnswer.YES if purpose is ConsentPurpose.RESEARCH else ConsentAnswer.NO,
            ConsentRecipient.OTHER,
            "One office",
            "name",
            "SMS" if purpose is ConsentPurpose.MESSAGES else None,
        )
        for purpose in ASKED_PURPOSES
        if purpose not in left_out
    ]


def a_scan(town: Town, pathway: Pathway) -> UUID:
    row = ShelfFile(
        sha256=uuid4().hex * 2,
        size_bytes=3,
        media_type="application/pdf",
        kid="root",
        key_class=KeyClass.IDENTITY,
    )
    return placed(town, row, pathway).id


def signing(town: Town, pathway: Pathway, **other: Any) -> Enrolment:
    acting = town.acting("ts1")
    acting.is_demo = True
    first_at = town.clock() + timedelta(days=2)
    fields: dict[str, Any] = {
        "scan_id": a_scan(town, pathway),
        "promises": [COURSE],
        "consents": answers(),
        "case_manager_id": town.users["ts1"].id,
        "deputy_id": town.users["ts2"].id,
        "first_checkin_at": first_at,
        "mode": ContactMode.IN_PERSON,
        "voluntary": True,
        "understood": True,
        "limits_told": True,
        "copy_given": True,
    }
    return offers.sign_agreement(acting, pathway, **fields | other)


def enrolled(town: Town, clock: Clock, pathway: Pathway) -> Enrolment:
    explain(town, pathway)
    clock.move(hours=25)
    return signing(town, pathway)


def a_session(town: Town, pathway: Pathway, **other: Any) -> Any:
    fields: dict[str, Any] = {
        "kind": Discipline.SOCIAL,
        "at": town.clock(),
        "mode": ContactMode.IN_PERSON,
        "happened": True,
        "attended": SessionKept.KEPT,
        "done": [SessionTopic.FIRST_CONTACT],
        "no_next_reason": NoNextReason.TO_BE_SET,
    }
    return sessions.record_session(town.acting("ts1"), pathway, **fields | other)
