"""The states of the plain machines: texts, tasks, messages, long work and the like."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


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
