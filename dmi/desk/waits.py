"""Which states of which rows wait for which role, and the step that ends the waiting."""

from collections.abc import Mapping
from dataclasses import dataclass

from dmi.access.models.users import RoleGrant, User
from dmi.callin.models.delivery import DeliveryRound
from dmi.callin.models.letter import Letter
from dmi.callin.models.meeting import Meeting
from dmi.cases.models import BankedCase
from dmi.checkins.models import CheckIn
from dmi.evidence.models.item import EvidenceItem
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.store.base import Record
from dmi.support.models.feedback import Feedback
from dmi.violations.models.report import ViolationReport

SOON = 30


@dataclass(frozen=True, slots=True)
class Wait:
    """One kind of waiting.

    Attributes:
        key: the step that ends it.
        state: where the row stands meanwhile.
        due: name of the row's own deadline.
        within: from how many days before the deadline on it is said.
    """

    key: str
    model: type[Record]
    state: str
    icon: str
    due: str = ""
    within: int | None = None

    @property
    def data_class(self) -> DataClass:
        """Return the class under which the row is read."""
        kind: DataClass = self.model.__data_class__
        return kind


def _way(key: str, state: str, icon: str = "person-check") -> Wait:
    return Wait(key, Pathway, state, icon)


def _case(key: str, state: str, due: str = "", within: int | None = None) -> Wait:
    return Wait(key, BankedCase, state, "archive", due, within)


def _report(key: str, state: str) -> Wait:
    return Wait(key, ViolationReport, state, "flag")


def _letter(key: str, state: str) -> Wait:
    return Wait(key, Letter, state, "envelope-paper")


WAITS: Mapping[Role, tuple[Wait, ...]] = {
    Role.PROSECUTOR: (
        _way("P.certify_evidence", "BUILDING", "patch-check"),
        _way("P.open_review", "EVIDENCE_READY", "ui-checks"),
        _way("P.settle_candidate", "DISPUTED", "ui-checks"),
        _way("P.ready_case", "CANDIDATE", "archive"),
        _case("B.certify_case", "DRAFT"),
        _case("B.bank_case", "CERTIFIED"),
        _case("B.recertify_case", "LIVE", "recertify_by", SOON),
        _case("B.confirm_filing", "ACTIVATION_REQUESTED"),
        _letter("L.approve_letter", "DRAFT"),
        _report("V.find_founded", "ACCOUNT_TAKEN"),
        _report("V.set_response", "FOUNDED"),
        _report("V.uphold", "APPEALED"),
    ),
    Role.POLICE_ANALYST: (
        _way("P.identify", "NOMINATED"),
        _way("P.begin_buys", "IDENTIFIED", "bag-check"),
        Wait("E.seal_item", EvidenceItem, "COLLECTED", "box-seam"),
        Wait("E.receive_item", EvidenceItem, "IN_TRANSFER", "box-seam"),
        Wait("E.record_laboratory_return", EvidenceItem, "AT_LABORATORY", "box-seam"),
    ),
    Role.HANDLER: (
        _way("P.begin_buys", "IDENTIFIED", "bag-check"),
        Wait("E.seal_item", EvidenceItem, "COLLECTED", "box-seam"),
        Wait("E.receive_item", EvidenceItem, "IN_TRANSFER", "box-seam"),
    ),
    Role.DEFENDER: (
        _report("V.record_account", "NOTICE_SENT"),
        _report("V.appeal", "FOUNDED"),
    ),
    Role.SOCIAL_WORKER: (
        Wait("C.keep_checkin", CheckIn, "DUE", "calendar-check", "due_on"),
        Wait("C.keep_checkin", CheckIn, "PLANNED", "calendar-check", "due_on"),
        Wait("C.follow_up", CheckIn, "MISSED", "calendar-check", "due_on"),
        _way("P.explain_offer", "ATTENDED", "chat-square-heart"),
        _way("P.explain_offer", "EXCUSED", "chat-square-heart"),
        _way("P.sign_agreement", "OFFERED", "pen"),
        _way("P.begin_support", "ENROLLED", "person-check"),
        _report("V.send_notice", "UNDER_INQUIRY"),
    ),
    Role.CLERK: (
        _letter("L.print_letter", "APPROVED"),
        _letter("L.hand_out_letter", "PRINTED"),
        Wait("D.record_attempt", DeliveryRound, "ASSIGNED", "truck", "planned_on"),
        Wait("D.record_attempt", DeliveryRound, "ATTEMPTED", "truck", "planned_on"),
        Wait("N.sign_ledger", Meeting, "HELD", "calendar-event"),
    ),
    Role.PROGRAMME_MANAGER: (
        _letter("L.approve_letter", "DRAFT"),
        Wait("F.name_handler", Feedback, "RECEIVED", "chat-square-heart", "answer_by"),
        _report("V.triage_out", "REPORTED"),
        _report("V.send_notice", "UNDER_INQUIRY"),
        _report("V.close_founded", "RESPONSE_SET"),
        Wait("N.debrief_meeting", Meeting, "LEDGER_SIGNED", "calendar-event"),
        Wait("U.confirm_user", User, "PROPOSED", "person-check"),
        Wait("G.confirm_role", RoleGrant, "PROPOSED", "person-check"),
    ),
}
