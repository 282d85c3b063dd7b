"""Closed lists of review and decision."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class CriterionKind(Worded):
    """What an answered criterion does."""

    EXCLUSION = "EXCLUSION", N_("Exclusion")
    AGGRAVATING = "AGGRAVATING", N_("Aggravating")
    MITIGATING = "MITIGATING", N_("Mitigating")
    INFORMATION = "INFORMATION", N_("Information")


class ReviewStatus(Worded):
    """How a review stands."""

    OPEN = "OPEN", N_("Open")
    RETURNED = "RETURNED", N_("Returned")
    SNOOZED = "SNOOZED", N_("Snoozed")
    DISPUTED = "DISPUTED", N_("Disputed")
    DECIDED = "DECIDED", N_("Decided")
    SUPERSEDED = "SUPERSEDED", N_("Superseded")


class Answer(Worded):
    """Yes, no, or not known."""

    YES = "YES", N_("Yes")
    NO = "NO", N_("No")
    UNKNOWN = "UNKNOWN", N_("Not known")


class Outcome(Worded):
    """What a decision may say."""

    CANDIDATE = "CANDIDATE", N_("Opportunity way")
    PROSECUTION = "PROSECUTION", N_("Prosecution way")
    YOUTH = "YOUTH", N_("Youth track")
    INSUFFICIENT = "INSUFFICIENT", N_("Insufficient evidence")


class SubmissionKind(Worded):
    """Whose view stands beside the opinions."""

    SOCIAL = "SOCIAL", N_("Social")
    DEFENCE = "DEFENCE", N_("Defence")
    NEIGHBOURHOOD = "NEIGHBOURHOOD", N_("Neighbourhood impact")


class OpinionKey(Worded):
    """Whose opinion it is."""

    POLICE = "POLICE", N_("Police")
    PROSECUTION = "PROSECUTION", N_("Prosecution")
