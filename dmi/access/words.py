"""Closed lists of users, sessions and approvals."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class AuthenticatorKind(Worded):
    """What proves a sign-in besides the password."""

    TOTP = "TOTP", N_("Time code")
    PASSKEY = "PASSKEY", N_("Passkey")


class FailureKind(Worded):
    """Where a sign-in failed."""

    PASSWORD = "PASSWORD", N_("Password")
    SECOND_FACTOR = "SECOND_FACTOR", N_("Second factor")
    LOCKED = "LOCKED", N_("Locked account")


class SessionEnd(Worded):
    """Why a session is over."""

    SIGNED_OUT = "SIGNED_OUT", N_("Signed out")
    IDLE = "IDLE", N_("Idle")
    EXPIRED = "EXPIRED", N_("Absolute limit")
    ROLE_CHANGED = "ROLE_CHANGED", N_("Role changed")
    ENDED_BY_OTHER = "ENDED_BY_OTHER", N_("Ended by another")


class SubjectKind(Worded):
    """What an assignment or a retention clock is about."""

    PATHWAY = "PATHWAY", N_("Pathway")
    CASE = "CASE", N_("Banked case")
    OPERATION = "OPERATION", N_("Operation")
    MEETING = "MEETING", N_("Meeting")
    SECTOR = "SECTOR", N_("Sector")
    REVIEW = "REVIEW", N_("Review")
    REPORT = "REPORT", N_("Non-compliance report")
    ITEM = "ITEM", N_("Evidence item")
    PERSON = "PERSON", N_("Person")
    DELIVERY = "DELIVERY", N_("Delivery of a letter")
    COHORT = "COHORT", N_("Cohort")


class AssignmentGround(Worded):
    """Why a person's record is given to a user."""

    CASE_MANAGER = "CASE_MANAGER", N_("Case manager")
    DEPUTY = "DEPUTY", N_("Stand-in")
    REVIEWER = "REVIEWER", N_("Reviewer")
    PROSECUTOR = "PROSECUTOR", N_("Case prosecutor")
    HANDLER = "HANDLER", N_("Handler")
    DEFENDER = "DEFENDER", N_("Defender")
    DELIVERER = "DELIVERER", N_("Deliverer")
    AREA = "AREA", N_("Area")
    SUCCESSOR = "SUCCESSOR", N_("Named successor")
    PRINCIPAL_ANALYST = "PRINCIPAL_ANALYST", N_("Police analyst of the case")
    HANDLER_OF_FEEDBACK = "HANDLER_OF_FEEDBACK", N_("Handles a complaint")


class BreakGlassCategory(Worded):
    """The danger that opens a record to somebody unassigned."""

    LIFE = "LIFE", N_("Danger to life")
    CUSTODY = "CUSTODY", N_("Person in custody now")
    COURT_TERM = "COURT_TERM", N_("Court deadline")
    STAFF_SAFETY = "STAFF_SAFETY", N_("Staff safety")


class ReviewResult(Worded):
    """What the reviewer of a break-glass found."""

    JUSTIFIED = "JUSTIFIED", N_("Justified")
    NOT_JUSTIFIED = "NOT_JUSTIFIED", N_("Not justified")


class AuditOutcome(Worded):
    """How a request ended."""

    ALLOW = "ALLOW", N_("Allowed")
    DENY = "DENY", N_("Denied")
    ERROR = "ERROR", N_("Error")


class ApprovalKind(Worded):
    """What two different people must sign."""

    ROLE_GRANT = "ROLE_GRANT", N_("Grant a role")
    REMOVAL = "REMOVAL", N_("Removal")
    PERSON_LINK = "PERSON_LINK", N_("Link or unlink persons")
    EXCLUSION_OVERRIDE = "EXCLUSION_OVERRIDE", N_("Exclusion override")
    REVIEW_REOPENING = "REVIEW_REOPENING", N_("Reopen review")
    CASE_FILING = "CASE_FILING", N_("File the case")
    CASE_REINSTATEMENT = "CASE_REINSTATEMENT", N_("Reinstate the case")
    LIST_PRINT = "LIST_PRINT", N_("Print letters or lists")
    MASS_EXPORT = "MASS_EXPORT", N_("Export over the quota")
    EVIDENCE_DISPOSAL = "EVIDENCE_DISPOSAL", N_("Return or destroy an item")
    REVERSAL = "REVERSAL", N_("Reverse a step")
    PURGE = "PURGE", N_("Purge")
    KEY_ROTATION = "KEY_ROTATION", N_("Rotate keys")
    USER = "USER", N_("Create a user")
    FACTOR_RESET = "FACTOR_RESET", N_("Reset a second factor")
    SETTING = "SETTING", N_("Change a setting")


class DisclosureBasis(Worded):
    """Why data may leave."""

    LAW = "LAW", N_("Legal duty")
    COURT_ORDER = "COURT_ORDER", N_("Court order")
    CONSENT = "CONSENT", N_("Consent")
    DEFENCE_RIGHT = "DEFENCE_RIGHT", N_("Right of defence")
    LEGAL_FUNCTION = "LEGAL_FUNCTION", N_("Legal function")
    IMMINENT_DANGER = "IMMINENT_DANGER", N_("Imminent danger")


class Office(Worded):
    """A post on the user; never a role."""

    REGIONAL_PROSECUTOR = "REGIONAL_PROSECUTOR", N_("Regional prosecutor")
    SIGNATORY = "SIGNATORY", N_("Signatory")
    DIRECTOR = "DIRECTOR", N_("Director")
    DEPUTY = "DEPUTY", N_("Deputy")
    ON_CALL_SUPERVISOR = "ON_CALL_SUPERVISOR", N_("On-call supervisor")
    MODERATOR = "MODERATOR", N_("Moderator")
    CERTIFIER = "CERTIFIER", N_("Certifier")


class GrantSource(Worded):
    """Which act opened a class to a user."""

    CALLIN_LIST = "CALLIN_LIST", N_("Call-in list")
    ATTENDANCE = "ATTENDANCE", N_("Attendance")
    ENROLMENT = "ENROLMENT", N_("Enrolment")
    DISCLOSURE = "DISCLOSURE", N_("Disclosure")
    MANDATE = "MANDATE", N_("Mandate")
    NOTICE = "NOTICE", N_("Notice")
    CONSENT = "CONSENT", N_("Consent")
    SUCCESSOR = "SUCCESSOR", N_("Succession")
    DELIVERY = "DELIVERY", N_("Delivery round")
