"""Closed lists of tasks, messages and long work."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class Channel(Worded):
    """How a message may reach a person."""

    EMAIL = "EMAIL", N_("E-mail")
    SMS = "SMS", N_("Text message")
    PRINTED = "PRINTED", N_("Printed paper")


class TaskKind(Worded):
    """What kind of task is owed."""

    TASK = "TASK", N_("Task")
    PROMISE = "PROMISE", N_("Institution's promise")
    RESCUE = "RESCUE", N_("Rescue")
    CLOSURE = "CLOSURE", N_("Case closure")
    SLIP = "SLIP", N_("Print a slip")


class TaskSource(Worded):
    """Where a task comes from."""

    COMMUNITY = "COMMUNITY", N_("Residents' meeting")
    CALLIN = "CALLIN", N_("Call-in")
    AGREEMENT = "AGREEMENT", N_("Agreement")
    REVIEW = "REVIEW", N_("Review")
    CHECK_IN = "CHECK_IN", N_("Check-in")
    CASE = "CASE", N_("Case")
    MANUAL = "MANUAL", N_("Entered by hand")


class WorkType(Worded):
    """What long work is asked for."""

    LETTER_BATCH = "LETTER_BATCH", N_("Letters of a meeting")
    IMPORT = "IMPORT", N_("Import")
    EVALUATION = "EVALUATION", N_("Evaluation")
    HOT_SPOTS = "HOT_SPOTS", N_("Hot spots")
    EXPORT = "EXPORT", N_("Export")
    SUBJECT_FILE = "SUBJECT_FILE", N_("Subject file")
    VERIFY = "VERIFY", N_("Verification")
    DISCLOSURE = "DISCLOSURE", N_("Disclosure package")
