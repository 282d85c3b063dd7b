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


class VehicleBar(Worded):
    """Why a legal vehicle is not open."""

    UNKNOWN = "UNKNOWN", N_("it is not known in this place")
    CLOSED_FOR_ADULTS = "CLOSED_FOR_ADULTS", N_("the law closes it for adults with this offence")
    AGGRAVATED = "AGGRAVATED", N_("an aggravating circumstance needs the penalty stated")
    TERM = "TERM", N_("the term is outside the bounds of the law")
    HEARING = "HEARING", N_("the next hearing must be within a month")


class VehicleField(Worded):
    """What a legal vehicle must have on file."""

    KIND = "kind", N_("legal vehicle")
    REFERENCE = "reference", N_("reference")
    APPROVED_BY = "approved_by", N_("approving prosecutor")
    FORMALISED_ON = "formalised_on", N_("day of the formal charge")
    RESOLVED_ON = "resolved_on", N_("day of the judge's resolution")
    COURT = "court", N_("court")
    RIT = "rit", N_("court's case number")
    DEFENDER_NAME = "defender_name", N_("defender's name")
    TERM_MONTHS = "term_months", N_("term in months")
    NO_PRIOR_CONVICTION = "no_prior_conviction", N_("no earlier conviction")
    PRIOR_SCP_CHECKED = "prior_scp_checked", N_("check of earlier suspensions")
    DIAGNOSTIC_REPORT = "diagnostic_report", N_("diagnostic report")
    NEXT_HEARING_ON = "next_hearing_on", N_("day of the next hearing")
    REGIONAL_APPROVAL_NO = "regional_approval_no", N_("regional prosecutor's approval number")


class VehicleCheck(Worded):
    """What the prosecutor checked about the person before a suspension."""

    NO_PRIOR_CONVICTION = "NO_PRIOR_CONVICTION", N_("No earlier conviction")
    PRIOR_SCP_CHECKED = "PRIOR_SCP_CHECKED", N_("Earlier suspensions were checked")


class NoticeApproval(Worded):
    """A prosecutor's word on what the person will be told about the case."""

    APPROVED = "APPROVED", N_("I approve this text")
