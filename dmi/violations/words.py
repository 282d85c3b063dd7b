"""Closed lists of reports, findings and responses."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class ViolationKind(Worded):
    """The seven kinds of possible non-compliance."""

    V1 = "V1", N_("New sale")
    V2 = "V2", N_("Other new offence")
    V3 = "V3", N_("Violence or threat")
    V4 = "V4", N_("No-show at the call-in")
    V5 = "V5", N_("Missed check-ins")
    V6 = "V6", N_("Breach of a court condition")
    V7 = "V7", N_("Contact with protected person or place")


class Gravity(Worded):
    """How grave a breach is."""

    MINOR = "MINOR", N_("Minor")
    SERIOUS = "SERIOUS", N_("Serious")
    REPEATED = "REPEATED", N_("Repeated")
    NEW_OFFENCE = "NEW_OFFENCE", N_("New offence")


class ViolationSource(Worded):
    """Where a report comes from; no session, note or progress phrase is here."""

    POLICE_REPORT = "POLICE_REPORT", N_("Police report")
    PROSECUTOR = "PROSECUTOR", N_("Prosecutor's office")
    COURT = "COURT", N_("Court")
    STAFF_OBSERVATION = "STAFF_OBSERVATION", N_("Fact seen by staff outside any session")
    CHECK_IN = "CHECK_IN", N_("Missed check-ins")
    LEDGER = "LEDGER", N_("Attendance ledger")


class TriageReason(Worded):
    """Why a report was not admitted."""

    BEFORE_AGREEMENT = "BEFORE_AGREEMENT", N_("Before being told")
    DUPLICATE = "DUPLICATE", N_("Repeated report")
    NOT_A_RULE = "NOT_A_RULE", N_("Not a told rule")
    VICTIM_OR_WITNESS = "VICTIM_OR_WITNESS", N_("Victim or witness")
    OWN_DOSE = "OWN_DOSE", N_("Own dose")
    IN_HOSPITAL_OR_WORK = "IN_HOSPITAL_OR_WORK", N_("Hospital or work")
    STALE_WARRANT = "STALE_WARRANT", N_("Stale warrant")
    RIVAL = "RIVAL", N_("Rival's report")
    WITHDRAWN = "WITHDRAWN", N_("Taken back")
    OTHER = "OTHER", N_("Other reason")


class MatchResult(Worded):
    """Whether the report is about this person."""

    SAME = "SAME", N_("Same person")
    DIFFERENT = "DIFFERENT", N_("Different person")
    UNSURE = "UNSURE", N_("Unsure")


class AccountBy(Worded):
    """Who gave the account."""

    PERSON = "PERSON", N_("The person")
    DEFENDER = "DEFENDER", N_("The defender")
    NOBODY = "NOBODY", N_("No answer")


class FindingOutcome(Worded):
    """What was found."""

    FOUNDED = "FOUNDED", N_("Founded")
    NOT_PROVEN = "NOT_PROVEN", N_("Not proven")
    UNFOUNDED = "UNFOUNDED", N_("Unfounded")
    WITHDRAWN = "WITHDRAWN", N_("Taken back")
    WRONG_PERSON = "WRONG_PERSON", N_("Another person")


class ResponseLevel(Worded):
    """The steps of the graduated response."""

    L0 = "L0", N_("Contact and problem-solving")
    L1 = "L1", N_("Plan change, more support")
    L2 = "L2", N_("Talk with the influential")
    L3 = "L3", N_("Written reminder")
    L4 = "L4", N_("Case conference")
    L5 = "L5", N_("Referral to prosecutor")


class Incentive(Worded):
    """What recognises effort."""

    PRAISE_LETTER = "PRAISE_LETTER", N_("Praise letter")
    TRAVEL_CARD = "TRAVEL_CARD", N_("Travel card")
    EMPLOYER_REFERENCE = "EMPLOYER_REFERENCE", N_("Employer reference")
    LESS_FREQUENT = "LESS_FREQUENT", N_("Reduced frequency")


class AppealOutcome(Worded):
    """How an appeal ended."""

    UPHELD = "UPHELD", N_("Upheld")
    OVERTURNED = "OVERTURNED", N_("Overturned")


class ActivationOutcome(Worded):
    """How a request to activate ended."""

    PENDING = "PENDING", N_("Pending")
    CONFIRMED = "CONFIRMED", N_("Confirmed")
    REFUSED = "REFUSED", N_("Refused")
    DECLINED = "DECLINED", N_("Decided not to activate")
