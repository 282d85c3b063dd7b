"""Closed lists of the person's rights and of retention."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class DataRight(Worded):
    """The rights of a person over their data."""

    ACCESS = "ACCESS", N_("Access")
    RECTIFICATION = "RECTIFICATION", N_("Rectification")
    SUPPRESSION = "SUPPRESSION", N_("Suppression")
    OPPOSITION = "OPPOSITION", N_("Opposition")
    PORTABILITY = "PORTABILITY", N_("Portability")
    BLOCKING = "BLOCKING", N_("Blocking")


class RefusalGround(Worded):
    """The legal grounds for refusing a rights request."""

    INVESTIGATION = "INVESTIGATION", N_("Hinders an investigation")
    VICTIM_OR_WITNESS = "VICTIM_OR_WITNESS", N_("Victim or witness protection")
    LEGAL_SECRECY = "LEGAL_SECRECY", N_("Legal secrecy")
    IDENTITY_UNPROVEN = "IDENTITY_UNPROVEN", N_("Identity unproven")


class RetentionDecision(Worded):
    """What is done when the retention time ends."""

    VALIDATE = "VALIDATE", N_("Validate")
    PURGE = "PURGE", N_("Remove")
    ANONYMISE = "ANONYMISE", N_("Anonymise")


class RetentionRule(Worded):
    """Which clock ran out."""

    NOMINEE = "NOMINEE", N_("Named or taken off the list")
    INVESTIGATION = "INVESTIGATION", N_("Under investigation without a decision")
    STUB = "STUB", N_("Charged: the file lies with the prosecution")
    DECLINED = "DECLINED", N_("Declined, did not come or left")
    PARTICIPANT = "PARTICIPANT", N_("Took part and ended")
