"""Closed lists of files in and out."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class ImportKind(Worded):
    """What a file brings in."""

    INCIDENTS = "INCIDENTS", N_("Incidents")
    SCHOOLS = "SCHOOLS", N_("Schools")
    POLYGONS = "POLYGONS", N_("Polygons")
    EXCLUDED = "EXCLUDED", N_("Excluded places")
    COUNTS = "COUNTS", N_("Counts")
    POPULATION = "POPULATION", N_("Population")
    PROCEDURES = "PROCEDURES", N_("Procedures")
    PEOPLE_OUTCOMES = "PEOPLE_OUTCOMES", N_("Outcomes (pseudonyms)")


class RowOutcome(Worded):
    """What became of one row of a file."""

    OK = "OK", N_("Fine")
    REJECTED = "REJECTED", N_("Rejected")
    DUPLICATE = "DUPLICATE", N_("Repeated row")
    WARNED = "WARNED", N_("Warned")


class ExportKind(Worded):
    """What leaves in a file."""

    COUNTS = "COUNTS", N_("Counts")
    UNITS_BY_QUARTER = "UNITS_BY_QUARTER", N_("Unit by quarter")
    LIST = "LIST", N_("List")
    WORKLOAD = "WORKLOAD", N_("Team workload")
    BUNDLE = "BUNDLE", N_("Case bundle")
    AUDIT = "AUDIT", N_("Audit log")
    SUBJECT = "SUBJECT", N_("Subject's data")
