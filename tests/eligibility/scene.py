"""One person under review: buys, items and results as they stand, and the acts that follow."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

import dmi.evidence.guards
import dmi.people.guards  # noqa: F401 - conditions of lower features that these steps name
from dmi.access.models.grants import Compartment
from dmi.eligibility.acts.criteria import seed_criteria
from dmi.eligibility.acts.evidence import certify_evidence
from dmi.eligibility.acts.opinions import give_opinion
from dmi.eligibility.acts.reviewing import answer_criteria, open_review
from dmi.eligibility.models.review import Opinion, Review
from dmi.eligibility.words import Answer, OpinionKey, Outcome
from dmi.evidence.models.authorisation import Authorisation, CovertCode
from dmi.evidence.models.buy import Buy, SellerLabel
from dmi.evidence.models.investigation import Investigation, Operation
from dmi.evidence.models.item import EvidenceItem, LabResult
from dmi.evidence.words import (
    BuyStanding,
    CovertKind,
    FirstOffer,
    GrantMode,
    GrantorRank,
    ItemKind,
    LabKind,
    LabOutcome,
    Recording,
    Technique,
)
from dmi.people.acts.attribution import withdraw_attribution
from dmi.people.models.links import BuySeller
from dmi.people.models.pathway import Pathway
from dmi.people.words import IdentityBasis, Recognition, SellerRole
from dmi.policy.states import AuthorisationStatus, BuyStatus, ItemStatus, LinkState, Stage
from dmi.profiles.profile import load
from dmi.profiles.words import Aggravator, AuthorisationRegime, OffenceCode
from dmi.territory.models.cohort import Cohort
from dmi.territory.words import Substance
from tests.builders import a_cohort, a_pathway, assign, placed
from tests.people import Town

GROUNDS = "Sold small amounts twice at night, alone and without weapons."
REASONS = "Two recorded sales of small amounts; no violence, no weapon and no earlier conviction."
RUC = "2600000001-5"


@dataclass
class Scene:
    """What the tests of review and case begin with."""

    town: Town
    cohort: Cohort
    pathway: Pathway
    investigation: Investigation
    authorisation: Authorisation
    code: CovertCode
    label: SellerLabel


def a_scene(town: Town, stage: Stage = Stage.BUILDING, surname: str = "Muestra") -> Scene:
    """Write a person with two linked, recorded and analysed buys; both prosecutors assigned."""
    cohort = a_cohort(town)
    pathway = a_person(town, cohort, stage, surname)
    investigation = placed(town, Investigation(ruc=RUC), cohort)
    circle = placed(town, Compartment(code="OP-1", opened_at=town.clock()), cohort)
    operation = placed(
        town,
        Operation(
            code="OP-1",
            investigation_id=investigation.id,
            compartment_id=circle.id,
            started_on=town.clock().date() - timedelta(days=60),
            lead_id=town.users["pol2"].id,
        ),
        cohort,
    )
    code = placed(
        town,
        CovertCode(code="AG-0001", kind=CovertKind.BUYER, handler_id=town.users["hnd1"].id),
        cohort,
    )
    label = placed(town, SellerLabel(label="V-01"), cohort)
    scene = Scene(town, cohort, pathway, investigation, _authority(town, operation), code, label)
    a_linked_buy(scene, pathway, 40)
    a_linked_buy(scene, pathway, 30)
    return scene


def a_person(town: Town, cohort: Cohort, stage: Stage, surname: str) -> Pathway:
    """Write somebody identified, with both prosecutors and an analyst assigned."""
    pathway = a_pathway(town, cohort, stage, surname)
    person = pathway.person
    person.identity_basis = IdentityBasis.RUN_DOCUMENT
    person.identity_confirmed_by_id = town.users["pol2"].id
    person.identity_confirmed_at = town.clock()
    for user in ("fis1", "fis2", "pol1", "hnd1"):
        assign(town, user, pathway)
    town.session.flush()
    return pathway


def a_linked_buy(
    scene: Scene, pathway: Pathway, days_ago: int, *, recorded_by: str = "hnd1"
) -> Buy:
    """Write one buy with an item, a positive analysis and the link to the person."""
    town = scene.town
    at = town.clock() - timedelta(days=days_ago)
    buy = Buy(
        authorisation_id=scene.authorisation.id,
        investigation_id=scene.investigation.id,
        seller_id=scene.label.id,
        occurred_at=at,
        place="Plaza",
        substance=next(iter(Substance)),
        net_g=Decimal("0.5"),
        officer_code_id=scene.code.id,
        recording=Recording.VIDEO,
        first_offer_by=FirstOffer.PERSON,
        no_inducement_ticked=True,
        minors_present=False,
        weapon_seen=False,
        offence_code=OffenceCode.L20000_4,
        standing=BuyStanding.VALID,
        recorded_by_id=town.users[recorded_by].id,
    )
    buy.stand(BuyStatus.RECORDED)
    placed(town, buy, scene.cohort)
    item = EvidenceItem(
        item_no=days_ago,
        investigation_id=scene.investigation.id,
        buy_id=buy.id,
        authorisation_id=scene.authorisation.id,
        kind=ItemKind.SUBSTANCE,
        description="Bag",
        collected_at=at,
        place="Plaza",
    )
    item.stand(ItemStatus.COLLECTED)
    placed(town, item, scene.cohort)
    result = LabResult(item_id=item.id, kind=LabKind.LABORATORY, result=LabOutcome.POSITIVE)
    result.counter_sample_until = town.clock().date() + timedelta(days=700)
    placed(town, result, scene.cohort)
    link = BuySeller(
        buy_id=buy.id,
        pathway_id=pathway.id,
        role=SellerRole.SELLER,
        recognition=Recognition.CERTAIN,
        basis="Seen on video by two officers.",
        occurred_at=at,
        age_at_act=28,
        linked_by_id=town.users["hnd1"].id,
        linked_at=town.clock(),
    )
    link.stand(LinkState.LINKED)
    placed(town, link, pathway)
    return buy


def unlinked(scene: Scene) -> None:
    """Take the newest buy off the person again."""
    query = select(BuySeller).where(BuySeller.pathway_id == scene.pathway.id)
    newest = scene.town.session.scalars(query.order_by(BuySeller.occurred_at.desc())).first()
    assert newest is not None
    withdraw_attribution(
        scene.town.acting("pol1"), newest, reason="The video shows somebody else.", warned=True
    )


def reviewed(scene: Scene) -> Review:
    """Certify and open a review by the first analyst and the first prosecutor."""
    town = scene.town
    seed_criteria(town.acting("fis1"))
    certify_evidence(town.acting("fis1"), scene.pathway)
    return open_review(
        town.acting("fis1"),
        scene.pathway,
        police_reviewer_id=town.users["pol1"].id,
        prosecutor_id=town.users["fis1"].id,
        due_on=town.clock().date() + timedelta(days=5),
        declared=list(OpinionKey),
    )


def answered(scene: Scene, review: Review, **given: Answer) -> None:
    """Answer every question: no exclusion, no aggravator, everything else yes."""
    codes = [(seed.code, seed.kind) for seed in load("cl").criteria]
    answers = {
        code: Answer.NO if kind == "EXCLUSION" else Answer.YES for code, kind in codes
    } | given
    aggravators = dict.fromkeys(Aggravator, Answer.NO)
    answer_criteria(scene.town.acting("fis1"), review, answers=answers, aggravators=aggravators)


def given(scene: Scene, review: Review, user: str, choice: Outcome = Outcome.CANDIDATE) -> Opinion:
    """Give an opinion in a user's name."""
    return give_opinion(scene.town.acting(user), review, choice=choice, grounds=GROUNDS)


def both_given(scene: Scene, second: Outcome = Outcome.CANDIDATE) -> Review:
    """Carry the person up to two open opinions."""
    review = reviewed(scene)
    answered(scene, review)
    given(scene, review, "pol1")
    given(scene, review, "fis1", second)
    return review


def _authority(town: Town, operation: Operation) -> Authorisation:
    row = Authorisation(
        reference="A-1",
        regime=AuthorisationRegime.L20000_25,
        technique=Technique.BUYER,
        ruc=RUC,
        operation_id=operation.id,
        granted_by_id=town.users["fis1"].id,
        grantor_rank=GrantorRank.PROSECUTOR,
        granted_at=town.clock() - timedelta(days=60),
        mode=GrantMode.WRITTEN,
        recorded_at=town.clock() - timedelta(days=60),
        recorded_by_id=town.users["fis1"].id,
        valid_from=town.clock() - timedelta(days=60),
        valid_to=town.clock() + timedelta(days=5),
        scope="Buys in the square.",
        police_force="PDI",
        is_late_record=False,
    )
    row.stand(next(iter(AuthorisationStatus)))
    return placed(town, row, operation)


def born(scene: Scene, day: date) -> None:
    """Give the person another day of birth."""
    scene.pathway.person.birth_date = day
    scene.town.session.flush()
