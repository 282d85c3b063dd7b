"""Closed lists of a place's law and papers."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class HolidayKind(Worded):
    """Why a day is not a working day."""

    NATIONAL = "NATIONAL", N_("National holiday")
    REGIONAL = "REGIONAL", N_("Regional holiday")
    OFFICE_CLOSED = "OFFICE_CLOSED", N_("Office closed")
    ELECTION = "ELECTION", N_("Election day")


class BlockKind(Worded):
    """How one block of a paper is set."""

    HEAD = "head", N_("Head")
    ADDRESS = "address", N_("Address")
    REFERENCE = "reference", N_("Reference")
    H = "h", N_("Heading")
    P = "p", N_("Paragraph")
    LI = "li", N_("Item")
    NUM = "num", N_("Numbered")
    TABLE = "table", N_("Table")
    ROW = "row", N_("Row")
    FIELD = "field", N_("Field")
    NOTE = "note", N_("Note")
    SIGN = "sign", N_("Signature")
    REF = "ref", N_("Code")
    SLIP = "slip", N_("Slip")
    ENVELOPE = "envelope", N_("Envelope")
    CLOSE = "close", N_("Close")
    DISTRIBUTION = "distribution", N_("Distribution")
    FIGURE = "figure", N_("Figure")
    VERDICT = "verdict", N_("Verdict")
    OPTION = "option", N_("Option")
    SMS = "sms", N_("Message")
    SUBJECT = "subject", N_("Subject")


class PaperId(Worded):
    """The papers of the programme."""

    P01I = "P01I", N_("Invitation letter")
    P01R = "P01R", N_("Release sentences")
    P01C = "P01C", N_("Prosecutor's summons")
    P01E = "P01E", N_("Envelope")
    P01A = "P01A", N_("Receipt")
    P02 = "P02", N_("Second date")
    P03 = "P03", N_("Notification record")
    P04 = "P04", N_("Rights sheet")
    P05 = "P05", N_("Resource sheet")
    P06 = "P06", N_("Participation agreement")
    P07F = "P07F", N_("Consent sheet")
    P07A = "P07A", N_("Purposes")
    P07R = "P07R", N_("Withdrawal of a consent")
    P07P = "P07P", N_("Psychosocial consent")
    P07S = "P07S", N_("Supporter's consent")
    P08 = "P08", N_("Attendance certificate")
    P09O = "P09O", N_("Job referral")
    P09S = "P09S", N_("Referral to a centre")
    P10 = "P10", N_("Notice to the person")
    P11 = "P11", N_("Reserved report")
    P12A = "P12A", N_("Decision to activate")
    P12N = "P12N", N_("Decision not to activate")
    P12P = "P12P", N_("Notice of the decision")
    P13 = "P13", N_("Notice of a case ended")
    P14 = "P14", N_("Committee minutes")
    P15 = "P15", N_("Progress report")
    P15F = "P15F", N_("Progress phrases")
    P16 = "P16", N_("Completion certificate")
    P17L = "P17L", N_("Exhibit label")
    P17C = "P17C", N_("Custody sheet")
    P18D = "P18D", N_("Delivery sheet")
    P18W = "P18W", N_("Week sheet")
    P19C = "P19C", N_("Council report")
    P19M = "P19M", N_("Report to the mayor")
    P19V = "P19V", N_("Verdict sentences")
    P20A = "P20A", N_("Answer on data")
    P20N = "P20N", N_("Privacy notice")
    P21 = "P21", N_("Mandated report")
    P22S = "P22S", N_("Text messages")
    P22M = "P22M", N_("E-mail reminder")
    P22P = "P22P", N_("Printed slip")
    P23 = "P23", N_("Companion's sheet")
    X = "X", N_("Another paper")


class DataLaw(Worded):
    """Which data law applies on a day."""

    LAW_OLD = "LAW_OLD", N_("Law 19.628")
    LAW_NEW = "LAW_NEW", N_("Law 21.719")
    OTHER = "OTHER", N_("Other law")


class AuthorisationRegime(Worded):
    """The law under which a technique is authorised."""

    L20000_25 = "L20000_25", N_("Law 20.000 art. 25")
    CPP_226B = "CPP_226B", N_("CPP art. 226 B")
    GENERIC = "GENERIC", N_("Prosecutor's authorisation")


class OffenceCode(Worded):
    """The offence that a buy shows."""

    L20000_3 = "L20000_3", N_("Drug trafficking (art. 3)")
    L20000_4 = "L20000_4", N_("Small-quantity dealing (art. 4)")
    GENERIC_MINOR = "GENERIC_MINOR", N_("Lesser offence")
    GENERIC_MAJOR = "GENERIC_MAJOR", N_("Major offence")


class VehicleKind(Worded):
    """The legal form in which a case waits."""

    SCP = "SCP", N_("Conditional suspension")
    SCP_TTD = "SCP_TTD", N_("Conditional suspension for treatment")
    OPORT = "OPORT", N_("Discretion not to prosecute")
    INV = "INV", N_("Open, uncharged investigation")
    ARCH = "ARCH", N_("Provisional shelving")
    NOPERS = "NOPERS", N_("Decision not to proceed")
    COOP = "COOP", N_("Cooperation agreement")
    PROC = "PROC", N_("Charged or on trial")
    SUST = "SUST", N_("Substitute penalty")
    DIVERT = "DIVERT", N_("Diversion agreement")
    COURT_BOND = "COURT_BOND", N_("Undertaking before the court")


class DocumentKind(Worded):
    """What identifies a person on paper."""

    RUN = "RUN", N_("National number")
    PASSPORT = "PASSPORT", N_("Passport")
    FOREIGN_ID = "FOREIGN_ID", N_("Foreign document")
    IPE = "IPE", N_("IPE")
    IPA = "IPA", N_("IPA")
    UNKNOWN = "UNKNOWN", N_("No document")


class Aggravator(Worded):
    """The aggravating circumstances, by the letter of the law."""

    LETTER_A = "A", N_("Group or band")
    LETTER_B = "B", N_("Violence, arms or deceit")
    LETTER_C = "C", N_("Supply to minors")
    LETTER_D = "D", N_("Public official")
    LETTER_E = "E", N_("Use of minors")
    LETTER_F = "F", N_("Near or in a school")
    LETTER_G = "G", N_("Sport or culture venue")
    LETTER_H = "H", N_("Hospital, prison or police")
    LETTER_I = "I", N_("Works with minors")
