"""What the role scheduler may see and write."""

from dmi.policy.classes import DataClass
from dmi.policy.rights import NOTHING, Right, may

RIGHTS: dict[DataClass, Right] = {
    DataClass.COMPLAINTS: may("S"),
    DataClass.EVIDENCE: may("S"),
    DataClass.COVERT_CODES: NOTHING,
    DataClass.IDENTITY: may("S"),
    DataClass.CRIMINAL_HISTORY: NOTHING,
    DataClass.OPINIONS: may("T"),
    DataClass.DECISION: may("S"),
    DataClass.LETTERS: may("T"),
    DataClass.ATTENDANCE: may("T"),
    DataClass.JOB_SUPPORT: may("S"),
    DataClass.CHECK_INS: may("RW"),
    # Closes windows and seals by date only; never creates a report.
    DataClass.VIOLATIONS: may("T"),
    # Expires by date only.
    DataClass.CASE_FILE: may("RW"),
    DataClass.OUTCOMES: may("RW"),
    DataClass.AUDIT: may("C"),
    # First users at installation, lock-out and terms by date.
    DataClass.USERS: may("T"),
    DataClass.TERRITORY: may("R"),
    DataClass.COMMUNITY: may("R"),
    DataClass.COMMITMENTS: may("RW"),
    DataClass.INFLUENTIALS: NOTHING,
    DataClass.AGREEMENT: may("T"),
    DataClass.NEEDS_PLAN: NOTHING,
    DataClass.SESSIONS: may("S"),
    DataClass.PROGRESS: NOTHING,
    DataClass.REFERRALS: may("S"),
    DataClass.TASKS: may("RW"),
    DataClass.IMPORTS: may("RW"),
    DataClass.DISCLOSURES: may("C"),
    DataClass.SETTINGS: may("R"),
    DataClass.EQUITY: may("RW"),
    DataClass.EVALUATION_PLANS: may("R"),
    DataClass.NOMINATIONS: may("S"),
    DataClass.AUTHORISATIONS: may("T"),
    DataClass.APPROVALS: may("RW"),
    DataClass.MEETINGS: may("S"),
    DataClass.RIGHTS: may("RW"),
    DataClass.INCIDENTS: may("RW"),
    DataClass.RETENTION: may("RW"),
    DataClass.MANDATED_REPORTS: may("S"),
    DataClass.OPERATIONS: may("RW"),
    DataClass.PATHWAY_STAGE: may("RW"),
    DataClass.OWN_WORK: may("RW"),
    DataClass.CONFIDENTIAL_NOTES: NOTHING,
}
