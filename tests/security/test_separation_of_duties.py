"""Nobody holds both ends: what the marks beside the features do not show of security.md 3, 1-10.

Shown there: who decides touched no evidence (1), opinions are sealed (2), activation (3), the
purge (4), role grants (5) and printing (6). Here: roles that do not go together (7), the key (8),
who says that an offence was committed (9), and that two people are never made one (10).
"""

import hashlib
import os
import re
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from dmi.access import papers
from dmi.access.acts import WRITES
from dmi.access.approvals import propose
from dmi.access.models.places import Agency
from dmi.access.models.records import Approval
from dmi.access.models.users import RoleGrant, User
from dmi.access.user_acts import propose_role
from dmi.documents.shelf import FileDamaged
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.people.acts.nomination import identify
from dmi.people.words import IdentityBasis
from dmi.policy import pathway as policy
from dmi.policy.roles import Role
from dmi.policy.states import Stage, ViolationStatus
from dmi.settings import Settings
from dmi.store.base import Record
from dmi.store.columns import Sealed
from dmi.store.keys import KeyLost, Vault, opened
from dmi.violations.models.activation import ActivationRequest
from dmi.violations.rules import NEW_OFFENCES
from dmi.violations.words import ViolationKind, ViolationSource
from tests.builders import a_pathway, assign
from tests.cli.test_commands import FIRST, Installation
from tests.house.sources import ROOT
from tests.people import Town, a_user
from tests.privacy.purges import RUN, gone_by
from tests.violations.scenes import a_finding, a_report, a_scene
from tests.violations.test_activation import asked
from tests.violations.test_reporting import reported

KEYS = "person_keys.sqlite3"
CASE_ROLES = frozenset(Role) - {Role.SYSTEM_ADMIN, Role.AUDITOR, Role.SCHEDULER}
WATCHERS = (Role.SYSTEM_ADMIN, Role.AUDITOR)
INVESTIGATION = (Role.PROSECUTOR, Role.POLICE_ANALYST, Role.HANDLER)
APART = [
    *((held, wanted) for held in WATCHERS for wanted in sorted(CASE_ROLES)),
    *((wanted, held) for held in WATCHERS for wanted in sorted(CASE_ROLES)),
    (Role.SYSTEM_ADMIN, Role.AUDITOR),
    (Role.AUDITOR, Role.SYSTEM_ADMIN),
    *((Role.PSYCHOLOGIST, one) for one in INVESTIGATION),
    *((one, Role.PSYCHOLOGIST) for one in INVESTIGATION),
]


@pytest.mark.rule("S7")
def test_who_administers_audits_or_listens_holds_nothing_beside_it(town: Town) -> None:
    town.users["adm2"] = another_admin(town)
    town.roles["adm2"] = Role.SYSTEM_ADMIN
    for held, wanted in APART:
        user = town.users[f"{held.value.lower()}1"]
        with pytest.raises(Unmet, match="role_fits_others"):
            propose_role(town.acting("adm2"), user, role=wanted)
    proposed = select(RoleGrant).where(RoleGrant.proposed_by.is_not(None))
    assert town.session.scalars(proposed).all() == []


def another_admin(town: Town) -> User:
    agency = town.session.get_one(Agency, town.users["adm1"].agency)
    return a_user(town.session, agency, "adm2.x", Role.SYSTEM_ADMIN, town.clock())


@pytest.mark.rule("S7")
@pytest.mark.parametrize("user", ["adm1", "aud1"])
def test_who_administers_or_audits_takes_no_step_of_a_case(town: Town, user: str) -> None:
    role = town.roles[user]
    of_cases = [one for one in policy.STEPS.values() if one.machine in {"P", "B", "V", "OP", "E"}]
    assert len(of_cases) > 50
    assert [one.key for one in of_cases if role in {who for both in one.who for who in both}] == []


@pytest.mark.rule("S7")
@pytest.mark.parametrize("user", ["ts1", "lab1"])
@pytest.mark.parametrize("kind", sorted(NEW_OFFENCES))
def test_who_supports_somebody_never_says_that_they_committed_an_offence(
    town: Town, user: str, kind: ViolationKind
) -> None:
    scene = a_scene(town)
    for source in ViolationSource:
        with pytest.raises((Unmet, NotKnown)) as refusal:
            reported(scene, user, kind=kind, source_kind=source)
        gaps = getattr(refusal.value, "gaps", ())
        assert refusal.type is NotKnown or "kind_fits_reporter" in {one.guard for one in gaps}
    assert reported(scene, "pol1", kind=kind).kind is kind


@pytest.mark.rule("S7")
def test_nobody_makes_two_people_one(town: Town) -> None:
    ours = [*policy.STEPS, *WRITES, *(rule.rule for rule in current_app.url_map.iter_rules())]
    assert [one for one in ours if re.search(r"(^|[._/-])(un)?(merge|unite|fuse)", one)] == []
    moved = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "dmi").rglob("*.py")
        if re.search(r"\.person_id = |[\"']person_id[\"']\s*:", path.read_text("utf-8"))
    ]
    assert moved == []  # a way is given its person once, as it begins


@pytest.mark.rule("S7")
def test_a_number_on_record_makes_nobody_somebody_else(town: Town) -> None:
    first = gone_by(town)
    second = a_pathway(town, first.cohort, Stage.NOMINATED, "Otrora")
    before = second.person_id
    assign(town, "pol1", second)
    with pytest.raises((Faults, Unmet)):
        identify(
            town.acting("pol1"),
            second,
            identity_basis=IdentityBasis.RUN_DOCUMENT,
            given_names="Sara",
            surname_1="Muestra",
            birth_date=date(1998, 5, 4),
            run=RUN,
            somebody_else=True,
        )
    assert (second.person_id, second.person.run) == (before, "")


@pytest.mark.rule("S7")
def test_the_database_itself_refuses_two_signatures_of_one_person(town: Town) -> None:
    scene = a_scene(town)
    finding = a_finding(scene, a_report(scene, ViolationStatus.FOUNDED))
    request = asked(scene, finding.id)
    told = {"charge_ref": "RIT 9-2026", "defender_notified_at": town.clock()}
    approval = propose(town.acting("fis1"), "B.confirm_filing", scene.case, **told)
    grant = town.session.scalars(
        select(RoleGrant).where(RoleGrant.user_id == town.users["ts1"].id)
    ).one()
    grant.proposed_by = town.users["adm1"].id
    town.session.commit()
    one = town.users["fis1"].id
    for model, row, values in (
        (Approval, approval.id, {"confirmed_by": one}),
        (ActivationRequest, request.id, {"second_by_id": one}),
        (RoleGrant, grant.id, {"confirmed_by": grant.proposed_by}),
        (RoleGrant, grant.id, {"confirmed_by": grant.user_id}),
        (RoleGrant, grant.id, {"proposed_by": grant.user_id}),
    ):
        with pytest.raises(IntegrityError, match="ck_"):
            town.session.execute(update(model).where(model.id == row).values(values))
        town.session.rollback()


@pytest.mark.rule("S7")
def test_who_keeps_the_backups_opens_nothing_without_the_key_holder(
    town: Town, settings: Settings, tmp_path: Path
) -> None:
    pathway = gone_by(town)
    paper = papers.keep(town.acting("fis1"), b"%PDF of a letter", "application/pdf", pathway)
    town.session.commit()
    copy = tmp_path / "backup"
    shutil.copytree(
        settings.instance, copy, ignore=shutil.ignore_patterns(settings.key_file.name, "backup")
    )
    thief = os.urandom(32)
    with pytest.raises(KeyLost, match="not the one of this installation"):
        Vault(thief, copy / KEYS)
    with sqlite3.connect(copy / KEYS) as keys:  # even with a mark of their own in the copy
        keys.execute("UPDATE person_keys SET kid = ?", (kid_of(thief),))
    town.session.expire_all()
    town.session.info["acting"] = None
    tried = 0
    with opened(Vault(thief, copy / KEYS)):
        for row, name in sealed_cells(town):
            with pytest.raises(KeyLost):
                getattr(row, name)
            tried += 1
        with pytest.raises(FileDamaged):
            papers.take(paper)
    assert tried > 7
    assert papers.take(paper) == b"%PDF of a letter"
    told = (b"Sara", b"Muestra,", b"Pasaje Inventado", RUN.encode(), b"PDF of a letter")
    held = [path.read_bytes() for path in copy.rglob("*") if path.is_file()]
    assert [word for word in told for kept in held if word in kept] == []


def kid_of(root_key: bytes) -> str:
    return hashlib.sha256(b"kid" + root_key).hexdigest()[:12]


def sealed_cells(town: Town) -> list[tuple[Record, str]]:
    """Return every cell that is sealed, of every table."""
    found: list[tuple[Record, str]] = []
    for mapper in Record.registry.mappers:
        model: Any = mapper.class_
        cells = [name for name, one in vars(model).items() if isinstance(one, Sealed)]
        for row in town.session.scalars(select(model)) if cells else ():
            found += [(row, name) for name in cells if getattr(row, vars(model)[name].column)]
    return found


@pytest.mark.rule("S7")
def test_production_refuses_a_key_among_the_data_and_a_copy_without_it(tmp_path: Path) -> None:
    made = Installation(tmp_path / "instance")
    assert made.does("db", "upgrade").exit_code == 0
    assert made.does("init", *FIRST).exit_code == 0
    key = tmp_path / "instance" / "root.key"
    for words in (["doctor"], ["run"], ["scheduler"]):
        told = made.does(*words, DMI_MODE="production", DMI_KEY_FILE=str(key))
        assert told.exit_code != 0
        assert "whoever copies the data has the key" in told.stderr
    key.rename(tmp_path / "held elsewhere")
    for words in (["doctor"], ["run"], ["scheduler"]):
        told = made.does(*words)
        assert told.exit_code == 1
        assert f"there is no key file {key}" in told.stderr
