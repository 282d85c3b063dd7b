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


class Shortfall(Worded):
    """What the evidence against one person still lacks."""

    USABLE_BUYS = "USABLE_BUYS", N_("too few usable buys")
    VALID_BUY = "VALID_BUY", N_("no uncontested buy")
    RECORDING = "RECORDING", N_("no buy with video or audio")
    LABORATORY = "LABORATORY", N_("no positive laboratory result")


class Weakness(Worded):
    """What made certified evidence weaker."""

    CERTIFICATE = "CERTIFICATE", N_("no certificate in force")
    BUYS = "BUYS", N_("fewer buys count than were certified")
    COUNTER_SAMPLE = "COUNTER_SAMPLE", N_("the counter-sample has expired")
    ITEM_GONE = "ITEM_GONE", N_("an item was lost or destroyed")
