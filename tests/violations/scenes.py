"""A person in support with a signed agreement, a case in reserve, and reports at any point."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from dmi.access.approvals import confirm, propose
from dmi.callin.words import CounselState, OfferResponse
from dmi.cases.models import BankedCase, CaseCertification, LegalVehicle, LimitationClock
from dmi.checkins.words import SupportPhase
from dmi.people.models.links import BuySeller
from dmi.people.models.pathway import Pathway
from dmi.policy.matrix import Condition
from dmi.policy.plain_states import TextStatus
from dmi.policy.states import CaseStatus, Stage, ViolationStatus
from dmi.profiles.models import TextVersion
from dmi.profiles.words import OffenceCode, PaperId, VehicleKind
from dmi.store.base import Record
from dmi.support.models.enrolment import Enrolment
from dmi.support.models.offer import Agreement, Obligation, Offer
from dmi.support.words import EnrolmentStatus, ObligationCode, ObligationSide
from dmi.violations.models.finding import Finding
from dmi.violations.models.report import Account, IdentityCheck, ViolationNotice, ViolationReport
from dmi.violations.rules import GRAVITY
from dmi.violations.words import (
    AccountBy,
    FindingOutcome,
    MatchResult,
    ViolationKind,
    ViolationSource,
)
from tests.builders import assign, open_to, placed
from tests.eligibility.scene import Scene as Evidence
from tests.eligibility.scene import a_scene as evidence_of
from tests.people import Town

REASONS = "The fact rests on two independent records and is later than the agreement."
FACTS = "Two officers saw a hand to hand exchange at the corner at half past nine."


@dataclass
class Scene:
    """One person, who works with them, and their case."""

    town: Town
    pathway: Pathway
    case: BankedCase

    def two(self, key: str, row: Record, first: str, second: str, **fields: object) -> object:
        """Let one user propose and another confirm a step."""
        approval = propose(self.town.acting(first), key, row, **fields)
        proposer = self.town.actor(first)
        return confirm(self.town.acting(second), approval, proposer, row, **fields)


def a_scene(town: Town, stage: Stage = Stage.ENROLLED) -> Scene:
    """Write a person with agreement and live case, known to both prosecutors and a worker."""
    base = evidence_of(town, stage)
    for user in ("ts1", "ts2", "lab1"):
        assign(town, user, base.pathway)
    open_to(town, "def1", base.pathway, Condition.MANDATE)
    open_to(town, "ts1", base.pathway, Condition.FROM_ATTENDANCE)
    an_agreement(town, base.pathway)
    return Scene(town, base.pathway, a_case(town, base))


def an_agreement(town: Town, pathway: Pathway, months: int = 1) -> Agreement:
    """Write the offer and the agreement signed a month ago."""
    signed = town.clock() - timedelta(days=30 * months)
    offer = Offer(
        pathway_id=pathway.id,
        explained_at=signed,
        explained_by_id=town.users["ts1"].id,
        rights_sheet_version="1",
        counsel=next(iter(CounselState)),
        limits_told_at=signed,
        thinking_until=signed,
        answer_by=signed.date(),
        response=OfferResponse.PENDING,
    )
    placed(town, offer, pathway)
    text = TextVersion(
        paper=PaperId("P06"),
        profile="test",
        language="es",
        number=1,
        status=TextStatus.DRAFT,
        blocks_hash="0" * 64,
        written_by_ref=str(town.users["ts1"].id),
    )
    placed(town, text)
    agreement = Agreement(
        offer_id=offer.id,
        text_version_id=text.id,
        duration_months=12,
        starts_on=signed.date(),
        ends_on=signed.date() + timedelta(days=365),
        signed_at=signed,
        is_voluntary=True,
        is_understood=True,
        copy_given=True,
    )
    placed(town, agreement, pathway)
    for code in (ObligationCode.CHECK_IN, ObligationCode.NO_SALE):
        promise = Obligation(
            agreement_id=agreement.id, side=ObligationSide.PERSON, code=code, text="Cumplir"
        )
        placed(town, promise, pathway)
    return agreement


def a_case(town: Town, base: Evidence, status: CaseStatus = CaseStatus.LIVE) -> BankedCase:
    """Write a certified case whose buys can still be used."""
    today = town.clock().date()
    case = BankedCase(
        pathway_id=base.pathway.id,
        ruc=base.investigation.ruc,
        investigation_id=base.investigation.id,
        offence_code=OffenceCode.L20000_4,
        opened_on=today - timedelta(days=20),
        certified_on=today - timedelta(days=20),
        recertify_by=today + timedelta(days=160),
    )
    case.stand(status.value)
    placed(town, case, base.pathway)
    vehicle = LegalVehicle(
        case_id=case.id,
        kind=VehicleKind.INV,
        reference="Oficio 1",
        approved_by_id=town.users["fis1"].id,
    )
    placed(town, vehicle, case)
    certified = CaseCertification(
        case_id=case.id,
        certified_by_id=town.users["fis1"].id,
        certified_on=today - timedelta(days=20),
        findings={},
    )
    placed(town, certified, case)
    links = select(BuySeller).where(BuySeller.pathway_id == base.pathway.id)
    for link in town.session.scalars(links):
        begun = link.occurred_at.date()
        clock = LimitationClock(
            case_id=case.id,
            buy_seller_id=link.id,
            starts_on=begun,
            years=5,
            basis="CP 94",
            prescribes_on=begun + timedelta(days=1826),
        )
        placed(town, clock, case)
    return case


def a_report(
    scene: Scene,
    status: ViolationStatus = ViolationStatus.REPORTED,
    kind: ViolationKind = ViolationKind.V1,
    *,
    alleged_at: datetime | None = None,
    by: str = "pol1",
) -> ViolationReport:
    """Write a report as it stands at some point, with nothing hanging on it."""
    town = scene.town
    report = ViolationReport(
        pathway_id=scene.pathway.id,
        kind=kind,
        gravity=GRAVITY[kind],
        source_kind=ViolationSource.POLICE_REPORT,
        report_number="1187",
        alleged_at=alleged_at or town.clock() - timedelta(days=2),
        first_hand=True,
        reported_by_id=town.users[by].id,
        reported_at=town.clock() - timedelta(days=1),
    )
    report.stand(status.value)
    report.key_ref = scene.pathway.key_ref
    report.facts = FACTS
    return placed(town, report, scene.pathway)


def checked(scene: Scene, report: ViolationReport, result: MatchResult = MatchResult.SAME) -> None:
    """Write that a police analyst looked whether it is this person."""
    method = next(iter(IdentityCheck.__table__.c.method.type.enum_class))
    row = IdentityCheck(
        report_id=report.id,
        checked_by_id=scene.town.users["pol2"].id,
        checked_at=scene.town.clock(),
        method=method,
        result=result,
    )
    placed(scene.town, row, report)


def noticed(scene: Scene, report: ViolationReport) -> ViolationNotice:
    """Write what the person was told; the time to answer ends in five days."""
    how = next(iter(ViolationNotice.__table__.c.how.type.enum_class))
    now = scene.town.clock()
    notice = ViolationNotice(
        report_id=report.id,
        sent_at=now,
        how=how,
        defender_notified_at=now,
        account_due_on=now.date() + timedelta(days=7),
        key_ref=report.key_ref,
    )
    notice.body = "ir al control del 4 de mayo y avisar si no puede llegar."
    return placed(scene.town, notice, report)


def heard(scene: Scene, report: ViolationReport) -> Account:
    """Write the person's own words."""
    account = Account(
        report_id=report.id,
        given_by=AccountBy.PERSON,
        recorded_by_id=scene.town.users["ts1"].id,
        recorded_at=scene.town.clock(),
        is_silence=False,
        key_ref=report.key_ref,
    )
    account.text = "Estaba en mi trabajo; el turno lo confirma."
    return placed(scene.town, account, report)


def a_finding(
    scene: Scene,
    report: ViolationReport,
    outcome: FindingOutcome = FindingOutcome.FOUNDED,
    *,
    days_ago: int = 20,
) -> Finding:
    """Write what a prosecutor and the manager found some days ago."""
    decided = scene.town.clock() - timedelta(days=days_ago)
    finding = Finding(
        report_id=report.id,
        outcome=outcome,
        decided_by_id=scene.town.users["fis1"].id,
        second_by_id=scene.town.users["jef1"].id,
        decided_at=decided,
        appeal_until=decided.date() + timedelta(days=10),
        key_ref=report.key_ref,
    )
    finding.reasons = REASONS
    return placed(scene.town, finding, report)


def an_enrolment(scene: Scene) -> Enrolment:
    """Write that the person is in support with two workers."""
    town = scene.town
    agreement = town.session.scalars(select(Agreement)).one()
    today = town.clock().date()
    enrolled = Enrolment(
        pathway_id=scene.pathway.id,
        agreement_id=agreement.id,
        case_manager_id=town.users["ts1"].id,
        deputy_id=town.users["ts2"].id,
        phase=next(iter(SupportPhase)),
        started_on=today - timedelta(days=30),
        target_end_on=today + timedelta(days=335),
        standing=EnrolmentStatus.OPEN,
    )
    return placed(town, enrolled, scene.pathway)
