"""Closed lists of evidence."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class CovertKind(Worded):
    """What kind of agent a code stands for."""

    UNDERCOVER = "UNDERCOVER", N_("Undercover agent")
    BUYER = "BUYER", N_("Undercover buyer")
    INFORMANT = "INFORMANT", N_("Informant")


class Technique(Worded):
    """What an authorisation allows."""

    UNDERCOVER = "UNDERCOVER", N_("Undercover agent")
    BUYER = "BUYER", N_("Undercover buyer")
    INFORMANT = "INFORMANT", N_("Informant")


class GrantorRank(Worded):
    """Who granted an authorisation."""

    PROSECUTOR = "PROSECUTOR", N_("Local prosecutor")
    REGIONAL = "REGIONAL", N_("Regional prosecutor")
    NATIONAL = "NATIONAL", N_("National prosecutor")


class GrantMode(Worded):
    """How an authorisation was given."""

    WRITTEN = "WRITTEN", N_("Written")
    PHONE = "PHONE", N_("By phone")


class Recording(Worded):
    """How a buy was recorded."""

    VIDEO = "VIDEO", N_("Video")
    AUDIO = "AUDIO", N_("Audio")
    NONE = "NONE", N_("Not recorded")


class FirstOffer(Worded):
    """Who spoke of the sale first."""

    PERSON = "PERSON", N_("The person")
    OFFICER = "OFFICER", N_("The officer")
    UNCLEAR = "UNCLEAR", N_("Unclear")


class BuyStanding(Worded):
    """What a buy is worth as evidence."""

    VALID = "VALID", N_("Valid")
    CONTESTED = "CONTESTED", N_("Contested")
    LATE_RECORD = "LATE_RECORD", N_("Late record")
    UNUSABLE = "UNUSABLE", N_("Unusable (outside the authorisation)")


class ItemKind(Worded):
    """What an item of evidence is."""

    SUBSTANCE = "SUBSTANCE", N_("Substance")
    MONEY = "MONEY", N_("Money")
    VIDEO = "VIDEO", N_("Video")
    AUDIO = "AUDIO", N_("Audio")
    PHOTO = "PHOTO", N_("Photo")
    DOCUMENT = "DOCUMENT", N_("Document")
    WEAPON = "WEAPON", N_("Weapon")
    PHONE = "PHONE", N_("Phone")
    OTHER = "OTHER", N_("Other item")


class CustodyKind(Worded):
    """What one link of the chain of custody records."""

    COLLECTED = "COLLECTED", N_("Collection")
    SEALED = "SEALED", N_("Sealing")
    OPENED = "OPENED", N_("Opening")
    HANDED_OVER = "HANDED_OVER", N_("Hand-over")
    RECEIVED = "RECEIVED", N_("Reception")
    VIEWED = "VIEWED", N_("Viewing")
    COPIED = "COPIED", N_("Copying")
    DISCLOSED = "DISCLOSED", N_("Disclosure to the defence")
    TO_LABORATORY = "TO_LABORATORY", N_("To laboratory")
    FROM_LABORATORY = "FROM_LABORATORY", N_("From laboratory")
    HOLD_PLACED = "HOLD_PLACED", N_("Hold placed")
    HOLD_LIFTED = "HOLD_LIFTED", N_("Hold lifted")
    RELABELLED = "RELABELLED", N_("Relabelling")
    LOST = "LOST", N_("Loss")
    FOUND = "FOUND", N_("Finding of a lost item")
    RETURNED = "RETURNED", N_("Return")
    DESTROYED = "DESTROYED", N_("Destruction")


class CustodyPurpose(Worded):
    """Why an item changed hands."""

    STORAGE = "STORAGE", N_("Storage")
    ANALYSIS = "ANALYSIS", N_("Analysis")
    COURT = "COURT", N_("Court")
    DEFENCE = "DEFENCE", N_("Defence")
    REVIEW = "REVIEW", N_("Prosecutor's review")
    DISPOSAL = "DISPOSAL", N_("Disposal")


class CustodyHolder(Worded):
    """The institution that holds an item."""

    POLICE = "POLICE", N_("Police")
    LABORATORY = "LABORATORY", N_("Laboratory")
    HEALTH_SERVICE = "HEALTH_SERVICE", N_("Health service")
    PROSECUTION = "PROSECUTION", N_("Prosecutor's office")


class SealState(Worded):
    """How the seal was found."""

    INTACT = "INTACT", N_("Intact")
    BROKEN = "BROKEN", N_("Broken")
    REPLACED = "REPLACED", N_("Replaced")
    NONE = "NONE", N_("No seal")


class LabKind(Worded):
    """Which kind of test was made."""

    FIELD = "FIELD", N_("Field test")
    LABORATORY = "LABORATORY", N_("Laboratory analysis")


class LabOutcome(Worded):
    """What the test says."""

    POSITIVE = "POSITIVE", N_("Positive")
    NEGATIVE = "NEGATIVE", N_("Negative")
    INCONCLUSIVE = "INCONCLUSIVE", N_("Inconclusive")
