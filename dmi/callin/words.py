"""Closed lists of the call-in and its letters."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class MeetingKind(Worded):
    """A call-in or its make-up."""

    CALL_IN = "CALL_IN", N_("Call-in")
    MAKE_UP = "MAKE_UP", N_("Make-up session")


class SpeakerKind(Worded):
    """For whom a speaker speaks."""

    COMMUNITY = "COMMUNITY", N_("Voice of the neighbourhood")
    SERVICE = "SERVICE", N_("Services")
    PROSECUTION = "PROSECUTION", N_("Prosecution")
    POLICE = "POLICE", N_("Police")
    DEFENCE = "DEFENCE", N_("Defence")
    MODERATOR = "MODERATOR", N_("Moderator")


class WarrantResult(Worded):
    """What the check for warrants found."""

    NONE = "NONE", N_("No warrants")
    OUTSTANDING = "OUTSTANDING", N_("Outstanding")


class LetterMode(Worded):
    """Who asks the person to come."""

    INVITATION = "INVITATION", N_("Invitation")
    SUMMONS = "SUMMONS", N_("Prosecutor's summons")


class LetterBlock(Worded):
    """The fifteen blocks of a letter."""

    LETTERHEAD = "LETTERHEAD", N_("Letterhead")
    ADDRESSEE = "ADDRESSEE", N_("Addressee")
    WHY = "WHY", N_("Why you")
    INVITATION = "INVITATION", N_("Invitation")
    SAFE_PASSAGE = "SAFE_PASSAGE", N_("Safe passage")
    COMPANION = "COMPANION", N_("Bring someone")
    ATTENDING = "ATTENDING", N_("Who will be there")
    OFFER = "OFFER", N_("What is offered")
    IF_NOT = "IF_NOT", N_("If you do not come")
    RIGHTS = "RIGHTS", N_("Rights")
    CONTACT = "CONTACT", N_("Contact")
    ACCESSIBILITY = "ACCESSIBILITY", N_("Accessibility")
    SIGNATURE = "SIGNATURE", N_("Signature")
    CODE = "CODE", N_("Code")
    RECEIPT = "RECEIPT", N_("Receipt slip")


class SummonsCapacity(Worded):
    """In what capacity a prosecutor summons."""

    UNDER_INVESTIGATION = "UNDER_INVESTIGATION", N_("Person under investigation")
    WITNESS = "WITNESS", N_("Witness")


class StopReason(Worded):
    """Why a delivery round was stopped."""

    MOVED = "MOVED", N_("Changed address")
    IN_CUSTODY = "IN_CUSTODY", N_("In custody")
    HOSPITAL = "HOSPITAL", N_("In hospital")
    DECEASED = "DECEASED", N_("Deceased")
    WRONG_PERSON = "WRONG_PERSON", N_("Wrong person")
    UNSAFE = "UNSAFE", N_("Unsafe")
    NO_SUCH_ADDRESS = "NO_SUCH_ADDRESS", N_("No such address")
    CALLED_OFF = "CALLED_OFF", N_("Meeting called off")


class DeliveryMethod(Worded):
    """How a letter is brought."""

    HAND = "HAND", N_("By hand")
    INFLUENTIAL = "INFLUENTIAL", N_("Through the influential")
    HOME_NOTIFICATION = "HOME_NOTIFICATION", N_("Home notification")
    MAKE_UP_CALL = "MAKE_UP_CALL", N_("Make-up call")


class DeliveryOutcome(Worded):
    """How one attempt to deliver ended."""

    DELIVERED_PERSON = "DELIVERED_PERSON", N_("Delivered in person")
    DELIVERED_SUPPORTER = "DELIVERED_SUPPORTER", N_("Delivered to the named supporter with consent")
    REFUSED_IN_PERSON = "REFUSED_IN_PERSON", N_("Refused in person")
    MOVED = "MOVED", N_("Changed address")
    IN_CUSTODY = "IN_CUSTODY", N_("In custody")
    HOSPITAL = "HOSPITAL", N_("In hospital")
    DECEASED = "DECEASED", N_("Deceased")
    WRONG_PERSON = "WRONG_PERSON", N_("Wrong person")
    UNSAFE = "UNSAFE", N_("Unsafe")
    NOT_FOUND = "NOT_FOUND", N_("Not found")
    NO_SUCH_ADDRESS = "NO_SUCH_ADDRESS", N_("No such address")
    ASKED_OTHER_TIME = "ASKED_OTHER_TIME", N_("Asked for another time")


class VisitOutcome(Worded):
    """How a visit to the family went."""

    RECEIVED = "RECEIVED", N_("Visit received")
    REFUSED = "REFUSED", N_("Visit declined")
    ABSENT = "ABSENT", N_("Nobody at home")
    POSTPONED = "POSTPONED", N_("Another day")


class AttendanceCode(Worded):
    """What the ledger says of one person."""

    PRESENT = "PRESENT", N_("Present")
    PRESENT_LATE = "PRESENT_LATE", N_("Present, late")
    LEFT_EARLY = "LEFT_EARLY", N_("Left early")
    SUPPORTER_ONLY = "SUPPORTER_ONLY", N_("Supporter only")
    EXCUSED_BEFORE = "EXCUSED_BEFORE", N_("Excused before")
    EXCUSED_AFTER = "EXCUSED_AFTER", N_("Excused after")
    IN_CUSTODY = "IN_CUSTODY", N_("In custody")
    HOSPITAL = "HOSPITAL", N_("In hospital")
    NOT_SERVED = "NOT_SERVED", N_("Not notified")
    NO_SHOW = "NO_SHOW", N_("No-show")


class ExcuseReason(Worded):
    """Why an absence is excused."""

    WORK = "WORK", N_("Work")
    STUDY = "STUDY", N_("Study")
    HEALTH = "HEALTH", N_("Health")
    CARE = "CARE", N_("Caring for somebody")
    CUSTODY = "CUSTODY", N_("Custody")
    BEREAVEMENT = "BEREAVEMENT", N_("Bereavement")
    TRANSPORT = "TRANSPORT", N_("Transport")
    OFFICE_CLOSED = "OFFICE_CLOSED", N_("Office closed")
    PHONE_LOST = "PHONE_LOST", N_("Phone changed or lost")
    OTHER = "OTHER", N_("Other reason")


class MakeUpKind(Worded):
    """How a missed meeting is made up."""

    SESSION = "SESSION", N_("Session")
    HOME = "HOME", N_("Home visit")
    ONE_TO_ONE = "ONE_TO_ONE", N_("One to one")


class CounselState(Worded):
    """What became of the offer of counsel."""

    ACCEPTED = "ACCEPTED", N_("Offered, accepted")
    WAIVED = "WAIVED", N_("Offered, waived informed")
    OWN = "OWN", N_("Own lawyer")


class MessagePoint(Worded):
    """What was said at the meeting."""

    COMMUNITY = "COMMUNITY", N_("Community message")
    HELP = "HELP", N_("Help offered")
    CASE = "CASE", N_("Banked case")
    CONSEQUENCE = "CONSEQUENCE", N_("Consequence")
    RIGHTS = "RIGHTS", N_("Rights")


class OfferResponse(Worded):
    """What the person answered."""

    PENDING = "PENDING", N_("Pending")
    ACCEPTED = "ACCEPTED", N_("Accepts")
    DECLINED = "DECLINED", N_("Declined")
    NO_ANSWER = "NO_ANSWER", N_("No answer")


class IncidentType(Worded):
    """What went wrong."""

    THREAT = "THREAT", N_("Threat")
    HEALTH = "HEALTH", N_("Health")
    PRIVACY = "PRIVACY", N_("Privacy")
    WRONG_PERSON = "WRONG_PERSON", N_("Wrong person")
    LOSS = "LOSS", N_("Loss")
    INTRUSION = "INTRUSION", N_("Intrusion")
    PRESS = "PRESS", N_("Press")
    OTHER = "OTHER", N_("Other")
