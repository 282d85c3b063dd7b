"""Closed lists of papers."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class Classification(Worded):
    """How reserved a paper is."""

    ORDINARY = "ORDINARY", N_("Ordinary")
    RESERVED = "RESERVED", N_("Reserved")
    PERSONAL = "PERSONAL", N_("Personal and confidential")
    INTERNAL = "INTERNAL", N_("Internal")
    PUBLIC = "PUBLIC", N_("Public")


class PaperStatus(Worded):
    """How an issued paper stands."""

    ISSUED = "ISSUED", N_("Issued")
    VOIDED = "VOIDED", N_("Paper voided")
    SUPERSEDED = "SUPERSEDED", N_("Replaced")
