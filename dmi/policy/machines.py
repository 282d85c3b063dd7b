"""The machines: what lives through states, and which states those are."""

from dataclasses import dataclass

from dmi.kernel.words import N_
from dmi.policy.plain_states import (
    DisclosureStatus,
    FeedbackStatus,
    ImportStatus,
    MessageStatus,
    PurgeStatus,
    RequestStatus,
    TaskStatus,
    TextStatus,
    UrgentStatus,
    WorkStatus,
)
from dmi.policy.states import (
    ApprovalStatus,
    AuthorisationStatus,
    BuyStatus,
    CaseStatus,
    CheckInStatus,
    CohortStage,
    CommitmentStatus,
    DeliveryRoundStatus,
    GrantStatus,
    ItemStatus,
    LetterStatus,
    LinkState,
    ListingStatus,
    MakeUpStatus,
    MeetingStatus,
    OpinionStatus,
    ReferralStatus,
    RoleGrantStatus,
    Stage,
    UserStatus,
    ViolationStatus,
)
from dmi.policy.worded import Worded


@dataclass(frozen=True, slots=True)
class Machine:
    """One kind of thing that lives through states."""

    key: str
    label: str
    states: type[Worded]


_ALL: tuple[Machine, ...] = (
    Machine("M", N_("Cohort"), CohortStage),
    Machine("P", N_("Way of a person"), Stage),
    Machine("B", N_("Banked case"), CaseStatus),
    Machine("L", N_("Letter"), LetterStatus),
    Machine("D", N_("Delivery of a letter"), DeliveryRoundStatus),
    Machine("N", N_("Meeting"), MeetingStatus),
    Machine("V", N_("Report of possible non-compliance"), ViolationStatus),
    Machine("C", N_("Check-in"), CheckInStatus),
    Machine("K", N_("Institution's commitment"), CommitmentStatus),
    Machine("A", N_("Two-person approval"), ApprovalStatus),
    Machine("E", N_("Evidence item"), ItemStatus),
    Machine("R", N_("Referral"), ReferralStatus),
    Machine("I", N_("Import"), ImportStatus),
    Machine("Q", N_("Rights request"), RequestStatus),
    Machine("X", N_("Purge"), PurgeStatus),
    Machine("AU", N_("Authorisation"), AuthorisationStatus),
    Machine("BY", N_("Buy"), BuyStatus),
    Machine("J", N_("Attribution of a buy"), LinkState),
    Machine("OP", N_("Opinion"), OpinionStatus),
    Machine("Y", N_("Place on the call-in list"), ListingStatus),
    Machine("RE", N_("Release of what may be told"), GrantStatus),
    Machine("MU", N_("Make-up"), MakeUpStatus),
    Machine("CO", N_("Consent"), GrantStatus),
    Machine("TX", N_("Text version"), TextStatus),
    Machine("TK", N_("Task"), TaskStatus),
    Machine("U", N_("User account"), UserStatus),
    Machine("G", N_("Role of a user"), RoleGrantStatus),
    Machine("S", N_("Assignment"), GrantStatus),
    Machine("H", N_("Clearance"), GrantStatus),
    Machine("T", N_("Defender's mandate"), GrantStatus),
    Machine("DS", N_("Disclosure to the defence"), DisclosureStatus),
    Machine("F", N_("Complaint or praise"), FeedbackStatus),
    Machine("Z", N_("Urgent call"), UrgentStatus),
    Machine("W", N_("Background work"), WorkStatus),
    Machine("O", N_("Outgoing message"), MessageStatus),
)

MACHINES: dict[str, Machine] = {machine.key: machine for machine in _ALL}
