"""The certificate: enough evidence, or a reason, and never by whoever collected it."""

import pytest
from sqlalchemy import select

from dmi.eligibility.acts.evidence import certify_evidence, withdraw_certificate
from dmi.eligibility.models.criteria import EvidenceCertificate
from dmi.evidence.models.buy import Buy
from dmi.evidence.words import BuyStanding
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.states import Stage
from tests.eligibility.scene import a_scene, born, unlinked
from tests.people import Town

LESS = "The second buy was seen by two officers and is on video."


@pytest.mark.rule("C23")
def test_two_analysed_buys_of_an_identified_adult_are_certified(town: Town) -> None:
    scene = a_scene(town)
    certify_evidence(town.acting("fis1"), scene.pathway)
    assert scene.pathway.stage is Stage.EVIDENCE_READY
    kept = town.session.scalars(select(EvidenceCertificate)).one()
    assert kept.met == {"usable": 2, "valid": 2, "recorded": 2, "laboratory": 2}


@pytest.mark.rule("C23")
def test_nobody_without_a_confirmed_identity_is_certified(town: Town) -> None:
    scene = a_scene(town)
    scene.pathway.person.identity_confirmed_at = None
    town.session.flush()
    with pytest.raises(Unmet, match="identity_confirmed"):
        certify_evidence(town.acting("fis1"), scene.pathway)


@pytest.mark.rule("C6")
def test_questioned_buys_alone_support_nothing_without_a_reason(town: Town) -> None:
    scene = a_scene(town)
    for buy in town.session.scalars(select(Buy)):
        buy.standing = BuyStanding.CONTESTED
    town.session.flush()
    with pytest.raises(Unmet, match="evidence_sufficient"):
        certify_evidence(town.acting("fis1"), scene.pathway, exception_reason="short")
    certify_evidence(town.acting("fis1"), scene.pathway, exception_reason=LESS)
    assert town.session.scalars(select(EvidenceCertificate)).one().exception_reason == LESS


@pytest.mark.rule("C23")
def test_a_buy_whose_link_was_withdrawn_supports_no_certificate(town: Town) -> None:
    scene = a_scene(town)
    unlinked(scene)
    with pytest.raises(Unmet, match="evidence_sufficient"):
        certify_evidence(town.acting("fis1"), scene.pathway)


@pytest.mark.rule("C24")
def test_an_adolescent_has_no_way_but_the_youth_track(town: Town) -> None:
    scene = a_scene(town)
    born(scene, town.clock().date().replace(year=2010))
    with pytest.raises(Unmet, match="not_adolescent"):
        certify_evidence(town.acting("fis1"), scene.pathway)


def test_a_police_analyst_does_not_certify(town: Town) -> None:
    scene = a_scene(town)
    with pytest.raises(NotKnown):
        certify_evidence(town.acting("pol1"), scene.pathway)


def test_a_certificate_is_taken_back_with_a_reason(town: Town) -> None:
    scene = a_scene(town)
    certify_evidence(town.acting("fis1"), scene.pathway)
    with pytest.raises(Unmet, match="reason_given"):
        withdraw_certificate(town.acting("fis1"), scene.pathway, reason="no")
    withdraw_certificate(town.acting("fis1"), scene.pathway, reason="The video was overwritten.")
    assert scene.pathway.stage is Stage.BUILDING
    assert town.session.scalars(select(EvidenceCertificate)).one().withdrawn_at == town.clock()
