"""The forty-three classes of data, and the letter a page shows for their sensitivity."""

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class DataClass(Worded):
    """What is being read or written, as the permissions table divides it."""

    COMPLAINTS = "complaints", N_("Complaints")
    EVIDENCE = "evidence", N_("Evidence")
    COVERT_CODES = "covert_codes", N_("Covert codes")
    IDENTITY = "identity", N_("Identity")
    CRIMINAL_HISTORY = "criminal_history", N_("Criminal history")
    OPINIONS = "opinions", N_("Opinions")
    DECISION = "decision", N_("Decision")
    LETTERS = "letters", N_("Letters")
    ATTENDANCE = "attendance", N_("Call-in attendance")
    JOB_SUPPORT = "job_support", N_("Job support")
    CONFIDENTIAL_NOTES = "confidential_notes", N_("Confidential notes")
    CHECK_INS = "check_ins", N_("Check-ins")
    VIOLATIONS = "violations", N_("Violations")
    CASE_FILE = "case_file", N_("Banked case")
    OUTCOMES = "outcomes", N_("Aggregate outcomes")
    AUDIT = "audit", N_("Audit log")
    USERS = "users", N_("Users")
    TERRITORY = "territory", N_("Territory")
    COMMUNITY = "community", N_("Community")
    COMMITMENTS = "commitments", N_("Commitments and gates")
    INFLUENTIALS = "influentials", N_("Influentials")
    AGREEMENT = "agreement", N_("Agreement and consents")
    NEEDS_PLAN = "needs_plan", N_("Needs and plan")
    SESSIONS = "sessions", N_("Sessions")
    PROGRESS = "progress", N_("Progress phrases")
    REFERRALS = "referrals", N_("Services and referrals")
    TASKS = "tasks", N_("Tasks and promises")
    IMPORTS = "imports", N_("Imports")
    DISCLOSURES = "disclosures", N_("Disclosure log")
    SETTINGS = "settings", N_("Settings and profile")
    EQUITY = "equity", N_("Equity")
    EVALUATION_PLANS = "evaluation_plans", N_("Evaluation plans")
    NOMINATIONS = "nominations", N_("Nominations and links")
    AUTHORISATIONS = "authorisations", N_("Authorisations")
    APPROVALS = "approvals", N_("Two-person approvals")
    MEETINGS = "meetings", N_("Meetings (logistics)")
    RIGHTS = "rights", N_("Rights of the person")
    INCIDENTS = "incidents", N_("Incidents")
    RETENTION = "retention", N_("Retention and purge")
    MANDATED_REPORTS = "mandated_reports", N_("Mandated reports")
    OPERATIONS = "operations", N_("System health")
    PATHWAY_STAGE = "pathway_stage", N_("Pathway stage")
    OWN_WORK = "own_work", N_("Own work")


class Sensitivity(Worded):
    """The letter of the square beside a title."""

    A = "A", N_("Investigation")
    B = "B", N_("Coordination")
    C = "C", N_("Psychosocial")
    D = "D", N_("Clinical or confidential note")


SENSITIVITY: dict[DataClass, Sensitivity] = {
    DataClass.COMPLAINTS: Sensitivity.A,
    DataClass.EVIDENCE: Sensitivity.A,
    DataClass.COVERT_CODES: Sensitivity.A,
    DataClass.IDENTITY: Sensitivity.B,
    DataClass.CRIMINAL_HISTORY: Sensitivity.A,
    DataClass.OPINIONS: Sensitivity.A,
    DataClass.DECISION: Sensitivity.B,
    DataClass.LETTERS: Sensitivity.B,
    DataClass.ATTENDANCE: Sensitivity.B,
    DataClass.JOB_SUPPORT: Sensitivity.C,
    DataClass.CONFIDENTIAL_NOTES: Sensitivity.D,
    DataClass.CHECK_INS: Sensitivity.C,
    DataClass.VIOLATIONS: Sensitivity.B,
    DataClass.CASE_FILE: Sensitivity.A,
    DataClass.INFLUENTIALS: Sensitivity.B,
    DataClass.AGREEMENT: Sensitivity.C,
    DataClass.NEEDS_PLAN: Sensitivity.C,
    DataClass.SESSIONS: Sensitivity.C,
    DataClass.PROGRESS: Sensitivity.C,
    DataClass.REFERRALS: Sensitivity.C,
    DataClass.NOMINATIONS: Sensitivity.A,
    DataClass.AUTHORISATIONS: Sensitivity.A,
    DataClass.RIGHTS: Sensitivity.B,
    DataClass.MANDATED_REPORTS: Sensitivity.C,
    DataClass.PATHWAY_STAGE: Sensitivity.B,
}


def sensitivity(data_class: DataClass) -> Sensitivity | None:
    """Return the letter of ``data_class``; None for the open and the office classes."""
    return SENSITIVITY.get(data_class)
