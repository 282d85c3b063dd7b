"""A case is filed on a founded, final finding and the word of two prosecutors, or it is not."""

from uuid import UUID

import pytest
from sqlalchemy import select

from dmi.access.approvals import propose
from dmi.documents.filling import printed
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.states import CaseStatus, ViolationStatus
from dmi.profiles.papers import packaged
from dmi.profiles.words import PaperId
from dmi.violations.acts import activation as acts
from dmi.violations.models.activation import ActivationRequest
from dmi.violations.models.finding import Finding
from dmi.violations.words import ActivationOutcome, FindingOutcome
from tests.people import Town
from tests.violations.scenes import REASONS, Scene, a_finding, a_report, a_scene

ASKED = {
    "reasons": REASONS,
    "alternatives": "A change of plan is set aside: it was used twice and did not help.",
    "next_steps": "Pedir audiencia de formalización.",
}


def a_founded(scene: Scene, *, days_ago: int = 20) -> Finding:
    """Write a founded finding, final unless it is young."""
    return a_finding(scene, a_report(scene, ViolationStatus.FOUNDED), days_ago=days_ago)


def asked(scene: Scene, finding: UUID, user: str = "fis1") -> ActivationRequest:
    """Ask for the activation on one finding."""
    return acts.request_activation(scene.town.acting(user), scene.case, finding=finding, **ASKED)


@pytest.mark.rule("U12")
@pytest.mark.rule("F97")
def test_activation_on_an_unfounded_finding_is_refused(town: Town) -> None:
    scene = a_scene(town)
    report = a_report(scene, ViolationStatus.UNFOUNDED)
    finding = a_finding(scene, report, FindingOutcome.UNFOUNDED)
    with pytest.raises(Unmet, match="finding_founded_for_case"):
        asked(scene, finding.id)
    assert scene.case.status is CaseStatus.LIVE


@pytest.mark.rule("F97")
def test_activation_without_a_finding_about_this_person_is_refused(town: Town) -> None:
    scene = a_scene(town)
    with pytest.raises(Unmet, match="finding_founded_for_case"):
        asked(scene, scene.case.id)


@pytest.mark.rule("U12")
def test_activation_on_a_finding_that_can_still_be_appealed_is_refused(town: Town) -> None:
    scene = a_scene(town)
    with pytest.raises(Unmet, match="finding_final"):
        asked(scene, a_founded(scene, days_ago=5).id)


@pytest.mark.rule("U12", "S7")
@pytest.mark.rule("F99")
def test_one_asks_and_another_confirms(town: Town) -> None:
    scene = a_scene(town)
    request = asked(scene, a_founded(scene).id)
    assert scene.case.status is CaseStatus.ACTIVATION_REQUESTED
    told = {"charge_ref": "RIT 99-2026", "defender_notified_at": town.clock()}
    with pytest.raises(NotKnown):
        scene.two("B.confirm_filing", scene.case, "fis1", "fis1", **told)
    with pytest.raises(Unmet, match="defender_notified"):
        scene.two("B.confirm_filing", scene.case, "fis1", "fis2", charge_ref="RIT 99-2026")
    scene.two("B.confirm_filing", scene.case, "fis1", "fis2", **told)
    assert scene.case.status is CaseStatus.FILED
    assert (request.outcome, request.charge_ref) == (ActivationOutcome.CONFIRMED, "RIT 99-2026")
    assert request.second_by_id == town.users["fis2"].id


@pytest.mark.rule("C51")
@pytest.mark.rule("F99")
@pytest.mark.parametrize("user", ["jef1", "ts1", "pol1", "def1", "sys1", "sec1"])
def test_nobody_but_a_prosecutor_activates(town: Town, user: str) -> None:
    scene = a_scene(town)
    finding = a_founded(scene)
    with pytest.raises(NotKnown):
        asked(scene, finding.id, user)
    asked(scene, finding.id)
    with pytest.raises(NotKnown):
        propose(town.acting(user), "B.confirm_filing", scene.case, charge_ref="RIT 99-2026")
    assert scene.case.status is CaseStatus.ACTIVATION_REQUESTED


@pytest.mark.rule("F98")
def test_who_asked_does_not_refuse(town: Town) -> None:
    scene = a_scene(town)
    request = asked(scene, a_founded(scene).id)
    with pytest.raises(Unmet, match="decider_not_requester"):
        acts.refuse_activation(town.acting("fis1"), scene.case, reasons=REASONS)
    with pytest.raises(Unmet, match="decision_reasons_written"):
        acts.refuse_activation(town.acting("fis2"), scene.case, reasons="No.")
    acts.refuse_activation(town.acting("fis2"), scene.case, reasons=REASONS)
    assert scene.case.status is CaseStatus.LIVE
    assert (request.outcome, request.second_reasons) == (ActivationOutcome.REFUSED, REASONS)


@pytest.mark.rule("F98")
def test_deciding_not_to_leaves_a_record_of_its_own(town: Town) -> None:
    scene = a_scene(town)
    fields = {"reasons": REASONS, "alternatives": ASKED["alternatives"]}
    finding = a_founded(scene)
    with pytest.raises(Unmet, match="second_person"):
        acts.decide_not_to_activate(
            town.acting("fis1"),
            scene.case,
            finding=finding.id,
            second_by=town.users["fis1"].id,
            **fields,
        )
    acts.decide_not_to_activate(
        town.acting("fis1"),
        scene.case,
        finding=finding.id,
        second_by=town.users["fis2"].id,
        **fields,
    )
    row = town.session.scalars(select(ActivationRequest)).one()
    assert (row.outcome, row.reasons) == (ActivationOutcome.DECLINED, REASONS)
    assert scene.case.status is CaseStatus.LIVE


@pytest.mark.rule("F98")
@pytest.mark.parametrize("language", ["es", "en"])
def test_both_papers_have_the_same_fifteen_blocks(language: str) -> None:
    texts = packaged("cl", language)
    for vehicle in ("inv", "arch", "scp", "scp_ttd"):
        shapes = [
            [(one.block_id.partition(".")[2], one.kind) for one in texts[PaperId(code)]]
            for code in ("P12A", "P12N")
        ]
        assert shapes[0] == shapes[1]
        assert len(shapes[0]) == 15
        kept = [
            [one.block_id.partition(".")[2] for one in printed(texts[PaperId(code)], {vehicle})]
            for code in ("P12A", "P12N")
        ]
        assert len(kept[0]) == len(kept[1]) == 14
