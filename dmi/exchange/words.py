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


class RowCode(Worded):
    """Why a row or a file is not used beyond what science says of rows, or what to know of it."""

    E_PERSON = "E_PERSON", N_("Names a person")
    E_COLUMN = "E_COLUMN", N_("Column")
    E_DATE = "E_DATE", N_("Date")
    E_KIND = "E_KIND", N_("Closed list")
    E_NUMBER = "E_NUMBER", N_("Number")
    E_CASE = "E_CASE", N_("Case number")
    E_SAME = "E_SAME", N_("Says otherwise")
    E_ROWS = "E_ROWS", N_("Number of rows")
    W_PLACE = "W_PLACE", N_("Place not on record")
    W_UNREAD = "W_UNREAD", N_("Columns that nobody reads")
    D_FILE = "D_FILE", N_("Repeated in the file")
    D_REGISTER = "D_REGISTER", N_("Stands in the register")


class RowUse(Worded):
    """How records that came by file are used elsewhere."""

    CHANGED = "CHANGED", N_("somebody changed them")
    REFERRED = "REFERRED", N_("other records refer to them")


class ExportKind(Worded):
    """What leaves in a file."""

    COUNTS = "COUNTS", N_("Counts")
    UNITS_BY_QUARTER = "UNITS_BY_QUARTER", N_("Unit by quarter")
    LIST = "LIST", N_("List")
    WORKLOAD = "WORKLOAD", N_("Team workload")
    BUNDLE = "BUNDLE", N_("Case bundle")
    AUDIT = "AUDIT", N_("Audit log")
    SUBJECT = "SUBJECT", N_("Subject's data")
