"""Closed lists of support."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class ObligationSide(Worded):
    """Who promised."""

    PERSON = "PERSON", N_("Person")
    INSTITUTION = "INSTITUTION", N_("Institution")


class ObligationCode(Worded):
    """What was promised in the agreement."""

    RESIDENCE = "RESIDENCE", N_("Residence")
    AVOID = "AVOID", N_("Avoid places or persons")
    TREATMENT = "TREATMENT", N_("Treatment")
    WORK_OR_STUDY = "WORK_OR_STUDY", N_("Work or study")
    PAYMENT = "PAYMENT", N_("Payment")
    REPORT = "REPORT", N_("Report in person")
    ADDRESS = "ADDRESS", N_("Keep address known")
    NO_SALE = "NO_SALE", N_("No selling")
    CHECK_IN = "CHECK_IN", N_("Keep check-ins")
    SERVICE_LEVEL = "SERVICE_LEVEL", N_("Institution's deadline")
    OTHER = "OTHER", N_("Other promise")


class EnrolmentStatus(Worded):
    """How an enrolment stands."""

    OPEN = "OPEN", N_("In force")
    PAUSED = "PAUSED", N_("Paused")
    ENDED = "ENDED", N_("Finished")


class ExitType(Worded):
    """How a person left."""

    GRADUATED = "GRADUATED", N_("Graduation")
    WITHDRAWN = "WITHDRAWN", N_("Voluntary withdrawal")
    TERMINATED = "TERMINATED", N_("Terminated")
    MOVED = "MOVED", N_("Change of address")
    TRANSFERRED = "TRANSFERRED", N_("Transferred")
    DECEASED = "DECEASED", N_("Death")
    CASE_ENDED = "CASE_ENDED", N_("Case ended")
    OTHER = "OTHER", N_("Other reason")


class PauseReason(Worded):
    """Why support was paused."""

    HOSPITAL = "HOSPITAL", N_("Hospital")
    BIRTH = "BIRTH", N_("Birth")
    CUSTODY = "CUSTODY", N_("Custody elsewhere")
    TREATMENT = "TREATMENT", N_("Residential treatment")
    CARE = "CARE", N_("Caring")
    OTHER = "OTHER", N_("Other reason")


class NeedsTool(Worded):
    """With what the needs were assessed."""

    OWN = "OWN", N_("Own card")
    ASSIST = "ASSIST", N_("ASSIST")
    OTHER = "OTHER", N_("Other tool")


class NeedDomain(Worded):
    """The twelve domains of need."""

    HOUSING = "HOUSING", N_("Housing")
    INCOME_AND_DEBT = "INCOME_AND_DEBT", N_("Income and debt")
    WORK = "WORK", N_("Work")
    EDUCATION = "EDUCATION", N_("Education")
    FAMILY_AND_CHILDREN = "FAMILY_AND_CHILDREN", N_("Family and children")
    HEALTH = "HEALTH", N_("Health")
    MENTAL_HEALTH = "MENTAL_HEALTH", N_("Mental health")
    SUBSTANCES = "SUBSTANCES", N_("Substances")
    DOCUMENTS = "DOCUMENTS", N_("Documents")
    LEGAL = "LEGAL", N_("Legal")
    SAFETY = "SAFETY", N_("Safety")
    LEISURE_AND_COMMUNITY = "LEISURE_AND_COMMUNITY", N_("Leisure and community")


class GoalStatus(Worded):
    """How a goal of the plan stands."""

    OPEN = "OPEN", N_("Under way")
    MET = "MET", N_("Met")
    PARTLY = "PARTLY", N_("Partly met")
    DROPPED = "DROPPED", N_("Without effect")


class ServiceKind(Worded):
    """What a service offers."""

    EMPLOYMENT = "EMPLOYMENT", N_("Employment")
    TRAINING = "TRAINING", N_("Training")
    STUDY = "STUDY", N_("School completion")
    TREATMENT = "TREATMENT", N_("Treatment")
    PSYCHOLOGICAL = "PSYCHOLOGICAL", N_("Psychological support")
    HOUSING = "HOUSING", N_("Housing")
    CHILDCARE = "CHILDCARE", N_("Childcare")
    PARENTING = "PARENTING", N_("Parenting")
    TRANSPORT = "TRANSPORT", N_("Transport")
    DOCUMENTS = "DOCUMENTS", N_("Documents")
    LEGAL = "LEGAL", N_("Legal help")
    HEALTH = "HEALTH", N_("Health")
    BENEFITS = "BENEFITS", N_("Benefits")


class ReferralResult(Worded):
    """How a service ended."""

    DISCHARGED = "DISCHARGED", N_("Discharged")
    PLACED = "PLACED", N_("Placed")
    NOT_PLACED = "NOT_PLACED", N_("Not placed")
    ABANDONED = "ABANDONED", N_("Dropped out")
    TRANSFERRED = "TRANSFERRED", N_("Transferred")


class Discipline(Worded):
    """The craft of a support worker."""

    SOCIAL = "SOCIAL", N_("Social")
    PSYCHOLOGY = "PSYCHOLOGY", N_("Psychology")
    JOB = "JOB", N_("Job")
    LEGAL = "LEGAL", N_("Legal")
    OTHER = "OTHER", N_("Other discipline")


class SessionKept(Worded):
    """Whether the person came to the session."""

    KEPT = "KEPT", N_("Attended")
    LATE = "LATE", N_("Late")
    LEFT_EARLY = "LEFT_EARLY", N_("Left early")
    ABSENT = "ABSENT", N_("Absent")


class AbsenceKind(Worded):
    """How an absence from a session counts."""

    ACCEPTABLE = "ACCEPTABLE", N_("Acceptable")
    NOT_ACCEPTABLE = "NOT_ACCEPTABLE", N_("Not acceptable")
    LOGISTICS = "LOGISTICS", N_("Logistics")


class SessionTopic(Worded):
    """What was done in a session."""

    INTERVIEW = "INTERVIEW", N_("Interview")
    PLAN = "PLAN", N_("Plan")
    PAPERWORK = "PAPERWORK", N_("Paperwork")
    ACCOMPANIED = "ACCOMPANIED", N_("Accompanied")
    TRAINING = "TRAINING", N_("Workshop")
    JOB_SEARCH = "JOB_SEARCH", N_("Job search")
    SUPPORT = "SUPPORT", N_("Psychosocial support")
    FAMILY = "FAMILY", N_("Family")
    FIRST_CONTACT = "FIRST_CONTACT", N_("First meeting")
    OTHER = "OTHER", N_("Other")


class NoNextReason(Worded):
    """Why no next date was set."""

    LAST = "LAST", N_("Last session")
    PERSON_ASKS = "PERSON_ASKS", N_("The person asks to wait")
    TO_BE_SET = "TO_BE_SET", N_("To be set another way")


class BarrierKind(Worded):
    """What stands in the way, outside the person's control."""

    NO_SLOT = "NO_SLOT", N_("No place")
    TRANSPORT = "TRANSPORT", N_("Transport")
    HEALTH = "HEALTH", N_("Health")
    CARE = "CARE", N_("Caring")
    DOCUMENTS = "DOCUMENTS", N_("Documents")
    LANGUAGE = "LANGUAGE", N_("Language")
    OTHER = "OTHER", N_("Other barrier")


class ProgressWord(Worded):
    """The five words that may be shared about progress."""

    ENGAGED = "ENGAGED", N_("Engaged")
    WITH_DIFFICULTY = "WITH_DIFFICULTY", N_("Engaging with difficulty")
    BARRIER = "BARRIER", N_("Barrier outside control")
    NOT_ENGAGING = "NOT_ENGAGING", N_("Not engaging")
    COMPLETED = "COMPLETED", N_("Has completed")


class JobEventKind(Worded):
    """The stations of the job track."""

    INTERVIEW = "INTERVIEW", N_("Interview")
    OFFER = "OFFER", N_("Offer")
    START = "START", N_("Start")
    DAY_30 = "DAY_30", N_("30 days")
    DAY_90 = "DAY_90", N_("90 days")
    DAY_180 = "DAY_180", N_("180 days")
    END = "END", N_("End")


class ContractKind(Worded):
    """How a job is contracted."""

    INDEFINITE = "INDEFINITE", N_("Indefinite")
    FIXED = "FIXED", N_("Fixed term")
    TASK = "TASK", N_("By task")
    FEES = "FEES", N_("Fees")
    INFORMAL = "INFORMAL", N_("Informal")


class WageBand(Worded):
    """What a job pays, in bands."""

    BELOW_MINIMUM = "BELOW_MINIMUM", N_("Below minimum")
    MINIMUM = "MINIMUM", N_("Minimum")
    TO_1_5 = "TO_1_5", N_("Up to 1.5 minimum")
    OVER_1_5 = "OVER_1_5", N_("Over 1.5 minimum")
    NOT_SAID = "NOT_SAID", N_("Not said")


class JobEndReason(Worded):
    """Why a job ended."""

    RESIGNED = "RESIGNED", N_("Resigned")
    DISMISSED = "DISMISSED", N_("Dismissed")
    CONTRACT_END = "CONTRACT_END", N_("Contract ended")
    BETTER_JOB = "BETTER_JOB", N_("Better job")
    HEALTH = "HEALTH", N_("Health")
    OTHER = "OTHER", N_("Other reason")


class FeedbackAbout(Worded):
    """What a complaint or praise is about."""

    STAFF = "STAFF", N_("Staff")
    SERVICE = "SERVICE", N_("Service")
    DECISION = "DECISION", N_("Decision")
    PRIVACY = "PRIVACY", N_("Privacy")
    PRAISE = "PRAISE", N_("Praise")
    OTHER = "OTHER", N_("Other")


class FeedbackFrom(Worded):
    """From whom a complaint or praise comes."""

    PARTICIPANT = "PARTICIPANT", N_("Participant")
    FAMILY = "FAMILY", N_("Family")
    RESIDENT = "RESIDENT", N_("Resident")
    STAFF = "STAFF", N_("Staff")


class UrgentOutcome(Worded):
    """What was done about an urgent call."""

    CALLED = "CALLED", N_("Called")
    VISITED = "VISITED", N_("Visited")
    EMERGENCY = "EMERGENCY", N_("Emergency services told")
    NOT_REACHED = "NOT_REACHED", N_("Not reached")
