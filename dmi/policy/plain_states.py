"""The states of the plain machines: accounts, approvals, tasks, messages and the like."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


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


class GrantStatus(Worded):
    """The life of what is in force until it ends (machines S, H, T, RE and CO)."""

    IN_FORCE = "IN_FORCE", N_("In force")
    ENDED = "ENDED", N_("Ended")


class ApprovalStatus(Worded):
    """The life of a two-person approval (machine A)."""

    PROPOSED = "PROPOSED", N_("Proposed")
    CONFIRMED = "CONFIRMED", N_("Confirmed")
    EXECUTED = "EXECUTED", N_("Executed")
    REFUSED = "REFUSED", N_("Refused")
    EXPIRED = "EXPIRED", N_("Expired")
    WITHDRAWN = "WITHDRAWN", N_("Withdrawn")


class TextStatus(Worded):
    """The life of a text version (machine TX)."""

    DRAFT = "DRAFT", N_("Draft")
    APPROVED = "APPROVED", N_("Text approved")
    RETIRED = "RETIRED", N_("Retired")


class DisclosureStatus(Worded):
    """The life of a disclosure (machine DS)."""

    GIVEN = "GIVEN", N_("Given")
    WITHDRAWN = "WITHDRAWN", N_("Taken back")


class TaskStatus(Worded):
    """The life of a task (machine TK)."""

    OPEN = "OPEN", N_("Pending")
    DONE = "DONE", N_("Done")
    DROPPED = "DROPPED", N_("Will not be done")


class WorkStatus(Worded):
    """The life of background work (machine W)."""

    QUEUED = "QUEUED", N_("Queued")
    RUNNING = "RUNNING", N_("Running")
    DONE = "DONE", N_("Ready")
    FAILED = "FAILED", N_("Failed")
    CANCELLED = "CANCELLED", N_("Work cancelled")


class MessageStatus(Worded):
    """The life of an outgoing message (machine O)."""

    QUEUED = "QUEUED", N_("Queued")
    SENDING = "SENDING", N_("Sending")
    SENT = "SENT", N_("Message sent")
    DELIVERED = "DELIVERED", N_("Message delivered")
    FAILED = "FAILED", N_("Failed")
    SUPPRESSED = "SUPPRESSED", N_("Not sent (no wish)")
    CANCELLED = "CANCELLED", N_("Message cancelled")


class FeedbackStatus(Worded):
    """The life of a complaint or praise (machine F)."""

    RECEIVED = "RECEIVED", N_("On file")
    WITH_HANDLER = "WITH_HANDLER", N_("With a handler")
    ANSWERED = "ANSWERED", N_("Answered")
    WITHDRAWN = "WITHDRAWN", N_("Taken back")


class UrgentStatus(Worded):
    """The life of an urgent call (machine Z)."""

    RAISED = "RAISED", N_("Raised")
    ESCALATED = "ESCALATED", N_("Escalated")
    ANSWERED = "ANSWERED", N_("Attended to")
    CANCELLED = "CANCELLED", N_("Call cancelled")


class ImportStatus(Worded):
    """The life of an import (machine I)."""

    UPLOADED = "UPLOADED", N_("Uploaded")
    CHECKED = "CHECKED", N_("Checked")
    REJECTED = "REJECTED", N_("File rejected")
    APPLIED = "APPLIED", N_("Applied")
    DISCARDED = "DISCARDED", N_("Discarded")
    UNDONE = "UNDONE", N_("Undone")


class RequestStatus(Worded):
    """The life of a rights request (machine Q)."""

    RECEIVED = "RECEIVED", N_("Received")
    EXTENDED = "EXTENDED", N_("Extended")
    GRANTED = "GRANTED", N_("Granted")
    GRANTED_IN_PART = "GRANTED_IN_PART", N_("Granted in part")
    REFUSED = "REFUSED", N_("Refused")


class PurgeStatus(Worded):
    """The life of a purge (machine X)."""

    LISTED = "LISTED", N_("Listed")
    PROPOSED = "PROPOSED", N_("Proposed")
    CONFIRMED = "CONFIRMED", N_("Confirmed")
    EXECUTED = "EXECUTED", N_("Executed")
    STOPPED = "STOPPED", N_("Stopped")
