"""Closed lists of the banked case."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class ClosureReason(Worded):
    """Why a banked case was closed."""

    GRADUATED = "GRADUATED", N_("Graduation")
    DESISTED = "DESISTED", N_("Desisted")
    DECEASED = "DECEASED", N_("Death")
    EVIDENCE_LOST = "EVIDENCE_LOST", N_("Evidence lost")
    OTHER_CASE = "OTHER_CASE", N_("Another case")
    REVIEW_REVERSED = "REVIEW_REVERSED", N_("New decision")
    COURT = "COURT", N_("Court ruling")
    OTHER = "OTHER", N_("Other reason")


class LimitationEventKind(Worded):
    """What interrupts or suspends limitation."""

    FORMALISATION = "FORMALISATION", N_("Formal charge")
    NEW_OFFENCE = "NEW_OFFENCE", N_("New offence")
    ABSENCE_ABROAD = "ABSENCE_ABROAD", N_("Absence abroad")
    PROCEEDINGS_STALLED = "PROCEEDINGS_STALLED", N_("Proceedings stalled")
    SUSPENSION = "SUSPENSION", N_("Conditional suspension")
    TOLLING = "TOLLING", N_("Tolling agreement")
