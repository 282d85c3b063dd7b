"""What a role may do with a class of data, and under which conditions."""

from dataclasses import dataclass

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class Access(Worded):
    """What a role may do with a data class; no access is the empty set."""

    R = "R", N_("Read")
    W = "W", N_("Write by acts")
    C = "C", N_("Create only")
    M = "M", N_("Metadata, masked")
    S = "S", N_("Status only")
    A = "A", N_("Counts only")
    T = "T", N_("Dated system steps only")


class Condition(Worded):
    """What must also hold before a right counts."""

    OWN_JURISDICTION = "own_jurisdiction", N_("Own jurisdiction")
    OWN_AGENCY = "own_agency", N_("Own agency")
    OWN_AREA = "own_area", N_("Own area")
    ASSIGNED = "assigned", N_("With an assignment")
    SELF_AUTHORED = "self_authored", N_("Self-authored")
    OWN_ACTS = "own_acts", N_("Own acts")
    OWN_AGENTS = "own_agents", N_("Own codes")
    MANDATE = "mandate", N_("With a live mandate")
    AFTER_DISCLOSURE = "after_disclosure", N_("Items named in the prosecutor's disclosure entry")
    AFTER_NOTICE = "after_notice", N_("After notice")
    AFTER_ALL_IN = "after_all_in", N_("After both opinions are in")
    DURING_REVIEW = "during_review", N_("During the review")
    FROM_ATTENDANCE = "from_attendance", N_("From attendance on")
    FROM_ENROLMENT = "from_enrolment", N_("From enrolment on")
    LISTED_OPEN_CALLIN = (
        "listed_open_callin",
        N_("On the list of an open call-in (from CASE_READY on)"),
    )
    CONSENT_OR_VEHICLE = "consent_or_vehicle", N_("With consent or where the vehicle requires it")
    WITH_CONSENT = "with_consent", N_("With consent")
    SECOND_PERSON = "second_person", N_("With a second person")
    STEP_UP = "step_up", N_("With fresh sign-in")
    NOT_RECUSED = "not_recused", N_("Not recused")
    SUPPRESSED = "suppressed", N_("With small cells hidden")
    PUBLIC_PART = "public_part", N_("Public part only")
    AUTHOR_OR_SUCCESSOR = (
        "author_or_successor",
        N_("Author or the named successor of the same discipline"),
    )


@dataclass(frozen=True, slots=True)
class Right:
    """One cell of the permissions table.

    All conditions must hold together; two conditions that are openings need both grants.
    """

    access: frozenset[Access]
    conditions: tuple[Condition, ...] = ()
    break_glass: bool = False


NOTHING = Right(frozenset())


def may(codes: str, *conditions: Condition) -> Right:
    """Read one cell: the letters of ``codes`` and what must hold."""
    return Right(frozenset(Access(letter) for letter in codes), conditions)


def in_danger(codes: str, *conditions: Condition) -> Right:
    """Read one cell of a class that break-glass may open for this role."""
    return Right(frozenset(Access(letter) for letter in codes), conditions, break_glass=True)
