"""Closed lists that several floors share."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class KeyClass(Worded):
    """Which family of keys seals a row."""

    IDENTITY = "IDENTITY", N_("Identity")
    EVIDENCE = "EVIDENCE", N_("Evidence")
    CONFIDENTIAL = "CONFIDENTIAL", N_("Confidential notes")
    BACKUP = "BACKUP", N_("Backup")


class RetentionClass(Worded):
    """How long a row may be kept, by its nature."""

    PUBLIC = "public", N_("Public")
    OPERATIONAL = "operational", N_("Operational")
    COMPLAINT = "complaint", N_("Unlinked complaint")
    NOMINEE = "nominee", N_("Nominee or removed")
    PARTICIPANT = "participant", N_("Participant")
    CLOSED_CASE = "closed_case", N_("Closed case")
    EVIDENCE = "evidence", N_("Evidence")
    LETTER = "letter", N_("Letter")
    INFLUENTIAL = "influential", N_("Influential")
    CONFIDENTIAL_NOTE = "confidential_note", N_("Confidential note")
    STATISTICS = "statistics", N_("Statistics")
    EXPORT = "export", N_("Export")
    SESSION_LOG = "session_log", N_("Sessions and messages")
    AUDIT = "audit", N_("Audit")


class DecisionReason(Worded):
    """The reason that is coded beside the written one."""

    NO_VIOLENCE = "NO_VIOLENCE", N_("No violence")
    FIRST_CONTACT = "FIRST_CONTACT", N_("No prior convictions")
    LOW_LEVEL = "LOW_LEVEL", N_("Lowest link")
    VIOLENCE = "VIOLENCE", N_("Violence or weapon")
    SUPPLIER = "SUPPLIER", N_("Supplies others")
    WARRANT = "WARRANT", N_("Outstanding warrant")
    ORGANISATION = "ORGANISATION", N_("Organisation")
    MINORS = "MINORS", N_("Use of or sale to minors")
    OTHER = "OTHER", N_("Other reason")
