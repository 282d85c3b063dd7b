"""Closed lists of the territory."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class SectorKind(Worded):
    """How the territory is divided."""

    NEIGHBOURHOOD = "NEIGHBOURHOOD", N_("Neighbourhood")
    NEIGHBOURHOOD_UNIT = "NEIGHBOURHOOD_UNIT", N_("Neighbourhood unit")
    QUADRANT = "QUADRANT", N_("Police quadrant")
    BUFFER = "BUFFER", N_("Buffer")
    COMPARISON = "COMPARISON", N_("Comparison area")


class ComplaintSource(Worded):
    """Where a complaint came in."""

    PDI_134 = "PDI_134", N_("Police line 134")
    SAFE_LINE = "SAFE_LINE", N_("Safe line *4242")
    SAFE_LINE_OLD = "SAFE_LINE_OLD", N_("600 400 0101")
    PATROL = "PATROL", N_("Patrol")
    MUNICIPAL = "MUNICIPAL", N_("Municipal")
    RESIDENT = "RESIDENT", N_("Resident")
    DESK = "DESK", N_("Own desk")
    INVESTIGATION = "INVESTIGATION", N_("Investigation")
    ORGANISATION = "ORGANISATION", N_("Neighbourhood organisation")


class IncidentKind(Worded):
    """What a complaint tells of."""

    SALE = "SALE", N_("Drug sale")
    USE = "USE", N_("Public use")
    WEAPON = "WEAPON", N_("Weapon")
    VIOLENCE = "VIOLENCE", N_("Violence")
    NUISANCE = "NUISANCE", N_("Nuisance")
    OTHER = "OTHER", N_("Other")


class SeenAs(Worded):
    """How the police saw themselves what an entry tells of."""

    FLAGRANCY = "FLAGRANCY", N_("Caught in the act")
    CONTROLLED_BUY = "CONTROLLED_BUY", N_("Controlled buy")


class PointStatus(Worded):
    """How a point stands."""

    ACTIVE = "ACTIVE", N_("Active point")
    UNDER_INVESTIGATION = "UNDER_INVESTIGATION", N_("Under investigation")
    REDUCED = "REDUCED", N_("Reduced")
    REACTIVATED = "REACTIVATED", N_("Reactivated")


class CheckOutcome(Worded):
    """What somebody found who looked into a complaint."""

    CONFIRMED = "CONFIRMED", N_("Confirmed")
    NOT_CONFIRMED = "NOT_CONFIRMED", N_("Not confirmed")
    TAKEN_BACK = "TAKEN_BACK", N_("Finding taken back")


class ProcedureOrigin(Worded):
    """What a police procedure began with."""

    ANONYMOUS_TIP = "ANONYMOUS_TIP", N_("Anonymous tip")
    COMPLAINT = "COMPLAINT", N_("Complaint")
    FLAGRANCY = "FLAGRANCY", N_("Caught in the act")
    ORDER = "ORDER", N_("Prosecutor's instruction")
    UNKNOWN = "UNKNOWN", N_("Unknown")


class Substance(Worded):
    """What was sold or seized."""

    COCA_BASE = "COCA_BASE", N_("Cocaine base paste")
    COCAINE = "COCAINE", N_("Cocaine hydrochloride")
    CANNABIS = "CANNABIS", N_("Processed cannabis")
    CANNABIS_PLANT = "CANNABIS_PLANT", N_("Cannabis plants")
    HASHISH = "HASHISH", N_("Hashish")
    MDMA = "MDMA", N_("Ecstasy (MDMA)")
    KETAMINE = "KETAMINE", N_("Ketamine (tusi)")
    LSD = "LSD", N_("LSD")
    AMPHETAMINE = "AMPHETAMINE", N_("Amphetamines")
    MEDICINE = "MEDICINE", N_("Medicines")
    OPIOID = "OPIOID", N_("Synthetic opioids")
    OTHER = "OTHER", N_("Other substance")


class Unit(Worded):
    """What a quantity counts."""

    G = "G", N_("Grams")
    UNIT = "UNIT", N_("Units")
    DOSE = "DOSE", N_("Doses (wraps)")
    PLANT = "PLANT", N_("Plants")


class Purity(Worded):
    """How a seized substance was found."""

    PURE = "PURE", N_("Pure")
    CUT = "CUT", N_("Cut with something")
    UNKNOWN = "UNKNOWN", N_("Not tested")


class RankMethod(Worded):
    """How hot spots were computed."""

    COUNT = "COUNT", N_("Weighted count")
    KDE = "KDE", N_("Kernel density")
    GI = "GI", N_("Gi*")


class MarketType(Worded):
    """How a market sells."""

    STREET = "STREET", N_("Street")
    HOUSE = "HOUSE", N_("House")
    MIXED = "MIXED", N_("Mixed")
    DELIVERY = "DELIVERY", N_("Brought to the buyer")


class MarketStatus(Worded):
    """Whether a market was chosen."""

    CANDIDATE = "CANDIDATE", N_("Candidate market")
    CHOSEN = "CHOSEN", N_("Chosen")
    NOT_CHOSEN = "NOT_CHOSEN", N_("Not chosen")
    RETIRED = "RETIRED", N_("Retired")


class MarketCriterion(Worded):
    """What candidate markets are compared by; the profile says which of these a place asks."""

    COMPLAINTS = "COMPLAINTS", N_("Complaints of sale")
    PROCEDURES = "PROCEDURES", N_("Police procedures")
    VIOLENCE = "VIOLENCE", N_("Violence and weapons")
    SCHOOLS = "SCHOOLS", N_("Schools nearby")
    OPEN_SALE = "OPEN_SALE", N_("Sale in the open")
    COMMUNITY = "COMMUNITY", N_("Readiness of the neighbours")
