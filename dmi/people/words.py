"""Closed lists about people."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class Sex(Worded):
    """Sex as the document or the person says."""

    FEMALE = "FEMALE", N_("Female")
    MALE = "MALE", N_("Male")
    OTHER = "OTHER", N_("Other")
    UNKNOWN = "UNKNOWN", N_("Unknown")


class CustodyStatus(Worded):
    """Where the person is."""

    FREE = "FREE", N_("Free")
    CUSTODY = "CUSTODY", N_("In custody")
    HOUSE_ARREST = "HOUSE_ARREST", N_("House arrest")
    HOSPITAL = "HOSPITAL", N_("In hospital")
    UNKNOWN = "UNKNOWN", N_("Unknown")


class IdentityBasis(Worded):
    """How an identity was confirmed."""

    RUN_DOCUMENT = "RUN_DOCUMENT", N_("Identity card seen")
    REGISTRY = "REGISTRY", N_("Civil registry")
    TWO_OFFICERS = "TWO_OFFICERS", N_("Two officers' recognition")
    RUN_AND_PHOTO = "RUN_AND_PHOTO", N_("Number and photo")


class VerifiedHow(Worded):
    """How a document was checked."""

    SEEN = "SEEN", N_("Document seen")
    REGISTRY = "REGISTRY", N_("Civil registry")
    DECLARED = "DECLARED", N_("Declared")


class SourceType(Worded):
    """Where a nomination comes from."""

    PATROL = "PATROL", N_("Patrol")
    POLICE_UNIT = "POLICE_UNIT", N_("Investigating unit")
    OFFICER_OBSERVATION = "OFFICER_OBSERVATION", N_("Officer's observation")
    HOTLINE = "HOTLINE", N_("Hotline")
    RESIDENT = "RESIDENT", N_("Resident")
    SUPERVISION = "SUPERVISION", N_("Probation")
    OTHER = "OTHER", N_("Other source")


class SourceGrade(Worded):
    """How far a source can be trusted."""

    A = "A", N_("Reliable")
    B = "B", N_("Usually reliable")
    C = "C", N_("Fairly reliable")
    D = "D", N_("Not usually reliable")
    E = "E", N_("Unreliable")
    F = "F", N_("Cannot be judged")


class InformationGrade(Worded):
    """How far what a source says can be trusted."""

    GRADE_1 = "1", N_("Confirmed")
    GRADE_2 = "2", N_("Probably true")
    GRADE_3 = "3", N_("Possibly true")
    GRADE_4 = "4", N_("Doubtful")
    GRADE_5 = "5", N_("Improbable")
    GRADE_6 = "6", N_("Cannot be judged")


class SellerRole(Worded):
    """The part a person is said to play in the market."""

    SELLER = "SELLER", N_("Seller")
    LOOKOUT = "LOOKOUT", N_("Lookout")
    CARRIER = "CARRIER", N_("Carrier")
    SUPPLIER = "SUPPLIER", N_("Supplier")
    PREMISES = "PREMISES", N_("Provides premises")
    UNKNOWN = "UNKNOWN", N_("Unknown")


class Recognition(Worded):
    """How surely the seller of a buy was recognised."""

    CERTAIN = "CERTAIN", N_("Certain")
    PROBABLE = "PROBABLE", N_("Probable")
    DOUBTFUL = "DOUBTFUL", N_("Uncertain")


class PriorKind(Worded):
    """What an entry of the record is."""

    CONVICTION = "CONVICTION", N_("Conviction")
    OPEN_CASE = "OPEN_CASE", N_("Open case")
    SUSPENSION = "SUSPENSION", N_("Conditional suspension")
    ARREST = "ARREST", N_("Arrest")


class LinkKind(Worded):
    """What joins two records or two people."""

    SAME_PERSON = "SAME_PERSON", N_("Same person")
    CHAIN = "CHAIN", N_("Selling chain")
    FAMILY = "FAMILY", N_("Family")
    MUST_NOT_MEET = "MUST_NOT_MEET", N_("Must not meet")


class LinkDirection(Worded):
    """Which way a link runs."""

    SUPPLIES = "SUPPLIES", N_("Supplies")
    WORKS_FOR = "WORKS_FOR", N_("Works for")
    PARENT_OF = "PARENT_OF", N_("Parent of")
    PARTNER_OF = "PARTNER_OF", N_("Partner of")
    SYMMETRIC = "SYMMETRIC", N_("Mutual")


class LinkStatus(Worded):
    """Whether a link was confirmed."""

    SUSPECTED = "SUSPECTED", N_("Suspected")
    CONFIRMED = "CONFIRMED", N_("Link confirmed")
    REJECTED = "REJECTED", N_("Somebody else")
    UNDONE = "UNDONE", N_("Undone")


class Relation(Worded):
    """Who a significant person is to the participant."""

    MOTHER = "MOTHER", N_("Mother")
    FATHER = "FATHER", N_("Father")
    GRANDPARENT = "GRANDPARENT", N_("Grandparent")
    PARTNER = "PARTNER", N_("Partner")
    SIBLING = "SIBLING", N_("Sibling")
    CHILD = "CHILD", N_("Child")
    FRIEND = "FRIEND", N_("Friend")
    MENTOR = "MENTOR", N_("Mentor")
    FAITH_LEADER = "FAITH_LEADER", N_("Faith leader")
    EMPLOYER = "EMPLOYER", N_("Employer")
    OTHER = "OTHER", N_("Other relation")


class ConsentAnswer(Worded):
    """What was answered when consent was asked."""

    YES = "YES", N_("Yes")
    NO = "NO", N_("No")
    ASKED = "ASKED", N_("Asked, no answer")


class ConsentPurpose(Worded):
    """What a consent is for; one purpose each."""

    SHARE_ATTENDANCE = "SHARE_ATTENDANCE", N_("Share attendance")
    SHARE_PROGRESS = "SHARE_PROGRESS", N_("Share progress")
    CONTACT_EMPLOYER = "CONTACT_EMPLOYER", N_("Contact employer")
    CONTACT_FAMILY = "CONTACT_FAMILY", N_("Contact family")
    SHARE_JOB_OFFICE = "SHARE_JOB_OFFICE", N_("Share with job office")
    SHARE_DRUG_SERVICE = "SHARE_DRUG_SERVICE", N_("Share with drug service")
    MESSAGES = "MESSAGES", N_("Receive messages")
    RESEARCH = "RESEARCH", N_("Anonymous evaluation")
    TREATMENT = "TREATMENT", N_("Psychosocial care")


class NoticeKind(Worded):
    """What a person is told."""

    CASE_EXPIRED = "CASE_EXPIRED", N_("Case no longer usable")
    CASE_CLOSED = "CASE_CLOSED", N_("Case closed")
    CASE_FILED = "CASE_FILED", N_("Case filed")
    INVITATION_CANCELLED = "INVITATION_CANCELLED", N_("Invitation cancelled")
    MEETING_MOVED = "MEETING_MOVED", N_("Meeting moved")
    DECISION = "DECISION", N_("Decision")
    APOLOGY = "APOLOGY", N_("Apology for an error")


class NoticeChannel(Worded):
    """How a person was told."""

    IN_PERSON = "IN_PERSON", N_("In person")
    LETTER = "LETTER", N_("Letter")
    PHONE = "PHONE", N_("Phone")
    THROUGH_DEFENDER = "THROUGH_DEFENDER", N_("Through the defender")


class MandateKind(Worded):
    """On what ground a defender acts."""

    PUBLIC = "PUBLIC", N_("Public defender")
    PRIVATE = "PRIVATE", N_("Own lawyer")
    YOUTH = "YOUTH", N_("Specialised defence")


class RemovalReason(Worded):
    """Why a person was taken off."""

    NOT_ACTIVE = "NOT_ACTIVE", N_("No longer active")
    BUYER_ONLY = "BUYER_ONLY", N_("Buyer only")
    DECEASED = "DECEASED", N_("Deceased")
    DUPLICATE = "DUPLICATE", N_("Duplicate")
    ERROR = "ERROR", N_("Identity error")
    INSUFFICIENT = "INSUFFICIENT", N_("Insufficient evidence")
    IN_CUSTODY = "IN_CUSTODY", N_("In custody")
    NO_BASIS = "NO_BASIS", N_("No basis")


class ConsentRecipient(Worded):
    """Who a consent lets know; anybody else is written by name."""

    PROSECUTOR = "PROSECUTOR", N_("The prosecutor's office")
    POLICE = "POLICE", N_("The police analysts")
    DEFENDER = "DEFENDER", N_("The defender")
    PSYCHOLOGIST = "PSYCHOLOGIST", N_("The psychologist")
    OTHER = "OTHER", N_("Somebody else, by name")
