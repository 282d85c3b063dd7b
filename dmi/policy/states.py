"""The states of the pipeline and of the gate."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class Stage(Worded):
    """One person's way through one cohort, in the order of the pathway (machine P)."""

    NOMINATED = "NOMINATED", N_("Nominated")
    IDENTIFIED = "IDENTIFIED", N_("Identified")
    BUILDING = "BUILDING", N_("Building")
    EVIDENCE_READY = "EVIDENCE_READY", N_("Evidence ready")
    IN_REVIEW = "IN_REVIEW", N_("In review")
    DISPUTED = "DISPUTED", N_("Disputed")
    PROSECUTION = "PROSECUTION", N_("Prosecution way")
    CANDIDATE = "CANDIDATE", N_("Opportunity way")
    YOUTH = "YOUTH", N_("Youth track")
    CASE_READY = "CASE_READY", N_("Case ready")
    INVITED = "INVITED", N_("Invited")
    NOT_SERVED = "NOT_SERVED", N_("Not served")
    ATTENDED = "ATTENDED", N_("Attended")
    EXCUSED = "EXCUSED", N_("Excused")
    NO_SHOW = "NO_SHOW", N_("No-show")
    OFFERED = "OFFERED", N_("With an offer")
    ENROLLED = "ENROLLED", N_("Enrolled")
    ACTIVE = "ACTIVE", N_("In support")
    PAUSED = "PAUSED", N_("Paused")
    DECLINED = "DECLINED", N_("Declined")
    DESISTING = "DESISTING", N_("Desisting without services")
    GRADUATED = "GRADUATED", N_("Graduated")
    WITHDRAWN = "WITHDRAWN", N_("Voluntary withdrawal")
    TERMINATED = "TERMINATED", N_("Terminated")
    LEFT = "LEFT", N_("Left")
    REMOVED = "REMOVED", N_("Removed")


class CohortStage(Worded):
    """The life of one wave in one market (machine M)."""

    PROPOSED = "PROPOSED", N_("Proposed")
    COMMITTED = "COMMITTED", N_("Committed")
    MAPPED = "MAPPED", N_("Mapped")
    IDENTIFYING = "IDENTIFYING", N_("Identifying")
    BUILDING_CASES = "BUILDING_CASES", N_("Building cases")
    REVIEWING = "REVIEWING", N_("Reviewing")
    CALLIN_SCHEDULED = "CALLIN_SCHEDULED", N_("Call-in scheduled")
    CALLIN_DONE = "CALLIN_DONE", N_("Call-in done")
    MAINTENANCE = "MAINTENANCE", N_("Maintenance")
    CLOSED = "CLOSED", N_("Cohort closed")
    SUSPENDED = "SUSPENDED", N_("Suspended")
    ABANDONED = "ABANDONED", N_("Abandoned")


class CaseStatus(Worded):
    """The life of a banked case (machine B)."""

    DRAFT = "DRAFT", N_("Draft")
    CERTIFIED = "CERTIFIED", N_("Certified")
    LIVE = "LIVE", N_("Live")
    ACTIVATION_REQUESTED = "ACTIVATION_REQUESTED", N_("Activation requested")
    FILED = "FILED", N_("Filed")
    EXPIRED = "EXPIRED", N_("No longer usable by the programme")
    CLOSED_BY_COMPLETION = "CLOSED_BY_COMPLETION", N_("Closed by completion")
    CLOSED_OTHER = "CLOSED_OTHER", N_("Closed otherwise")


class LetterStatus(Worded):
    """The life of a letter (machine L)."""

    DRAFT = "DRAFT", N_("Draft")
    APPROVED = "APPROVED", N_("Approved")
    PRINTED = "PRINTED", N_("Printed")
    OUT = "OUT", N_("Out")
    DELIVERED = "DELIVERED", N_("Delivered")
    REFUSED = "REFUSED", N_("Refused")
    UNDELIVERED = "UNDELIVERED", N_("Undelivered")
    RECALLED = "RECALLED", N_("Recalled")
    VOIDED = "VOIDED", N_("Voided")


class DeliveryRoundStatus(Worded):
    """The life of a delivery round (machine D)."""

    ASSIGNED = "ASSIGNED", N_("Assigned")
    ATTEMPTED = "ATTEMPTED", N_("Attempted")
    SERVED = "SERVED", N_("Served")
    REFUSED = "REFUSED", N_("Refused")
    EXHAUSTED = "EXHAUSTED", N_("Exhausted")
    STOPPED = "STOPPED", N_("Stopped")


class MeetingStatus(Worded):
    """The life of a meeting (machine N)."""

    PLANNED = "PLANNED", N_("In preparation")
    SCHEDULED = "SCHEDULED", N_("Scheduled")
    HELD = "HELD", N_("Held")
    LEDGER_SIGNED = "LEDGER_SIGNED", N_("Ledger signed")
    DEBRIEFED = "DEBRIEFED", N_("Debriefed")
    CANCELLED = "CANCELLED", N_("Called off")


class ViolationStatus(Worded):
    """The life of a report of possible non-compliance (machine V)."""

    REPORTED = "REPORTED", N_("Reported")
    TRIAGED_OUT = "TRIAGED_OUT", N_("Triaged out")
    UNDER_INQUIRY = "UNDER_INQUIRY", N_("Under inquiry")
    NOTICE_SENT = "NOTICE_SENT", N_("Notice sent")
    ACCOUNT_TAKEN = "ACCOUNT_TAKEN", N_("Account taken")
    FOUNDED = "FOUNDED", N_("Founded")
    NOT_PROVEN = "NOT_PROVEN", N_("Not proven")
    UNFOUNDED = "UNFOUNDED", N_("Unfounded")
    WRONG_PERSON = "WRONG_PERSON", N_("Another person")
    RESPONSE_SET = "RESPONSE_SET", N_("Response set")
    APPEALED = "APPEALED", N_("Appealed")
    UPHELD = "UPHELD", N_("Upheld")
    OVERTURNED = "OVERTURNED", N_("Overturned")
    CLOSED = "CLOSED", N_("Closed")


class CheckInStatus(Worded):
    """The life of a check-in (machine C)."""

    PLANNED = "PLANNED", N_("Planned")
    DUE = "DUE", N_("Due")
    KEPT = "KEPT", N_("Kept")
    KEPT_LATE = "KEPT_LATE", N_("Kept late")
    RESCHEDULED = "RESCHEDULED", N_("Rescheduled")
    MISSED_EXCUSED = "MISSED_EXCUSED", N_("Missed, excused")
    MISSED = "MISSED", N_("Missed")
    FOLLOWED_UP = "FOLLOWED_UP", N_("Followed up")
    CANCELLED = "CANCELLED", N_("Without effect")


class CommitmentStatus(Worded):
    """The life of an institution's commitment (machine K)."""

    DRAFT = "DRAFT", N_("Draft")
    CURRENT = "CURRENT", N_("Current")
    LAPSED = "LAPSED", N_("Commitment lapsed")
    ENDED = "ENDED", N_("Ended")


class ItemStatus(Worded):
    """The life of an item of evidence (machine E)."""

    COLLECTED = "COLLECTED", N_("Collected")
    SEALED = "SEALED", N_("Sealed")
    OPENED = "OPENED", N_("Seal opened")
    IN_TRANSFER = "IN_TRANSFER", N_("In transfer")
    AT_LABORATORY = "AT_LABORATORY", N_("At the laboratory")
    LOST = "LOST", N_("Lost")
    RETURNED = "RETURNED", N_("Returned")
    DESTROYED = "DESTROYED", N_("Destroyed")


class ReferralStatus(Worded):
    """The life of a referral (machine R)."""

    DRAFT = "DRAFT", N_("Draft")
    SENT = "SENT", N_("Sent")
    WAITING = "WAITING", N_("Waiting")
    ACCEPTED = "ACCEPTED", N_("Accepted")
    REJECTED = "REJECTED", N_("Rejected")
    STARTED = "STARTED", N_("Started")
    COMPLETED = "COMPLETED", N_("Completed")
    DROPPED = "DROPPED", N_("Interrupted")
    CANCELLED = "CANCELLED", N_("Cancelled")


class AuthorisationStatus(Worded):
    """The life of an authorisation (machine AU)."""

    IN_FORCE = "IN_FORCE", N_("In force")
    RENEWED = "RENEWED", N_("Renewed")
    REVOKED = "REVOKED", N_("Revoked")
    LAPSED = "LAPSED", N_("Lapsed")


class BuyStatus(Worded):
    """The life of a buy (machine BY)."""

    RECORDED = "RECORDED", N_("Recorded")
    UNUSABLE = "UNUSABLE", N_("Unusable")
    ANNULLED = "ANNULLED", N_("Annulled")


class LinkState(Worded):
    """The life of the attribution of a buy (machine J)."""

    LINKED = "LINKED", N_("Attributed")
    WITHDRAWN = "WITHDRAWN", N_("Withdrawn")


class OpinionStatus(Worded):
    """The life of a sealed opinion (machine OP)."""

    GIVEN = "GIVEN", N_("Given (sealed)")
    UNSEALED = "UNSEALED", N_("Unsealed")
    WITHDRAWN = "WITHDRAWN", N_("Withdrawn")


class ListingStatus(Worded):
    """The life of a place on the call-in list (machine Y)."""

    LISTED = "LISTED", N_("Listed")
    OFF = "OFF", N_("Off the list")


class MakeUpStatus(Worded):
    """The life of a make-up (machine MU)."""

    OFFERED = "OFFERED", N_("Offered")
    HELD = "HELD", N_("Held")
    MISSED = "MISSED", N_("Did not attend")
    CANCELLED = "CANCELLED", N_("Cancelled")


class GrantStatus(Worded):
    """The life of what is in force until it ends (machines S, H, T, RE and CO)."""

    IN_FORCE = "IN_FORCE", N_("In force")
    ENDED = "ENDED", N_("Ended")


class UserStatus(Worded):
    """The life of an account (machine U)."""

    PROPOSED = "PROPOSED", N_("Account proposed")
    ACTIVE = "ACTIVE", N_("Account active")
    LOCKED = "LOCKED", N_("Account locked")
    DEACTIVATED = "DEACTIVATED", N_("Account deactivated")
    REFUSED = "REFUSED", N_("Account refused")


class RoleGrantStatus(Worded):
    """The life of a role held by a user (machine G)."""

    PROPOSED = "PROPOSED", N_("Role proposed")
    GRANTED = "GRANTED", N_("Role granted")
    REFUSED = "REFUSED", N_("Role refused")
    REVOKED = "REVOKED", N_("Role revoked")


class ApprovalStatus(Worded):
    """The life of a two-person approval (machine A)."""

    PROPOSED = "PROPOSED", N_("Proposed")
    CONFIRMED = "CONFIRMED", N_("Confirmed")
    EXECUTED = "EXECUTED", N_("Executed")
    REFUSED = "REFUSED", N_("Refused")
    EXPIRED = "EXPIRED", N_("Expired")
    WITHDRAWN = "WITHDRAWN", N_("Withdrawn")


class StageGroup(Worded):
    """The seven groups in which screens colour the stages."""

    INVESTIGATION = "INVESTIGATION", N_("Investigation stages")
    REVIEW = "REVIEW", N_("Review stages")
    INVITATION = "INVITATION", N_("Invitation stages")
    SUPPORT = "SUPPORT", N_("Support stages")
    COMPLETION = "COMPLETION", N_("Completion stages")
    PROSECUTION = "PROSECUTION", N_("Prosecution stages")
    OTHER_EXIT = "OTHER_EXIT", N_("Other exits")


STAGE_GROUP: dict[Stage, StageGroup] = {
    Stage.NOMINATED: StageGroup.INVESTIGATION,
    Stage.IDENTIFIED: StageGroup.INVESTIGATION,
    Stage.BUILDING: StageGroup.INVESTIGATION,
    Stage.EVIDENCE_READY: StageGroup.INVESTIGATION,
    Stage.IN_REVIEW: StageGroup.REVIEW,
    Stage.DISPUTED: StageGroup.REVIEW,
    Stage.CANDIDATE: StageGroup.REVIEW,
    Stage.YOUTH: StageGroup.REVIEW,
    Stage.CASE_READY: StageGroup.INVITATION,
    Stage.INVITED: StageGroup.INVITATION,
    Stage.NOT_SERVED: StageGroup.INVITATION,
    Stage.ATTENDED: StageGroup.INVITATION,
    Stage.EXCUSED: StageGroup.INVITATION,
    Stage.NO_SHOW: StageGroup.INVITATION,
    Stage.OFFERED: StageGroup.INVITATION,
    Stage.ENROLLED: StageGroup.SUPPORT,
    Stage.ACTIVE: StageGroup.SUPPORT,
    Stage.PAUSED: StageGroup.SUPPORT,
    Stage.GRADUATED: StageGroup.COMPLETION,
    Stage.DESISTING: StageGroup.COMPLETION,
    Stage.PROSECUTION: StageGroup.PROSECUTION,
    Stage.DECLINED: StageGroup.OTHER_EXIT,
    Stage.WITHDRAWN: StageGroup.OTHER_EXIT,
    Stage.TERMINATED: StageGroup.OTHER_EXIT,
    Stage.LEFT: StageGroup.OTHER_EXIT,
    Stage.REMOVED: StageGroup.OTHER_EXIT,
}
