"""What the role job coach may see and write."""

from dmi.policy.classes import DataClass
from dmi.policy.rights import NOTHING, Condition, Right, may

RIGHTS: dict[DataClass, Right] = {
    DataClass.COMPLAINTS: NOTHING,
    DataClass.EVIDENCE: NOTHING,
    DataClass.COVERT_CODES: NOTHING,
    # Name and contact only.
    DataClass.IDENTITY: may("R", Condition.ASSIGNED, Condition.FROM_ENROLMENT),
    DataClass.CRIMINAL_HISTORY: NOTHING,
    DataClass.OPINIONS: NOTHING,
    DataClass.DECISION: may("S", Condition.ASSIGNED, Condition.FROM_ENROLMENT),
    DataClass.LETTERS: NOTHING,
    DataClass.ATTENDANCE: NOTHING,
    DataClass.JOB_SUPPORT: may("RW", Condition.ASSIGNED),
    DataClass.CHECK_INS: may("R", Condition.ASSIGNED),
    # Only missed check-ins and non-compliance.
    DataClass.VIOLATIONS: may("CS", Condition.ASSIGNED),
    DataClass.CASE_FILE: NOTHING,
    DataClass.OUTCOMES: may("R", Condition.SUPPRESSED),
    DataClass.AUDIT: may("R", Condition.OWN_ACTS),
    DataClass.USERS: may("R", Condition.SELF_AUTHORED),
    DataClass.TERRITORY: may("R", Condition.PUBLIC_PART),
    DataClass.COMMUNITY: may("R"),
    DataClass.COMMITMENTS: may("R"),
    DataClass.INFLUENTIALS: NOTHING,
    DataClass.AGREEMENT: may("CR", Condition.ASSIGNED),
    DataClass.NEEDS_PLAN: may("R", Condition.ASSIGNED),
    DataClass.SESSIONS: may("RW", Condition.ASSIGNED),
    DataClass.PROGRESS: may("RW", Condition.ASSIGNED),
    DataClass.REFERRALS: may("RW", Condition.ASSIGNED),
    DataClass.TASKS: may("RW", Condition.SELF_AUTHORED),
    DataClass.IMPORTS: NOTHING,
    DataClass.DISCLOSURES: may("R", Condition.OWN_ACTS),
    DataClass.SETTINGS: may("R"),
    DataClass.EQUITY: NOTHING,
    DataClass.EVALUATION_PLANS: NOTHING,
    DataClass.NOMINATIONS: NOTHING,
    DataClass.AUTHORISATIONS: NOTHING,
    DataClass.APPROVALS: NOTHING,
    DataClass.MEETINGS: may("R"),
    DataClass.RIGHTS: may("C", Condition.ASSIGNED),
    DataClass.INCIDENTS: may("CR", Condition.SELF_AUTHORED),
    DataClass.RETENTION: NOTHING,
    DataClass.MANDATED_REPORTS: may("RW", Condition.SELF_AUTHORED),
    DataClass.OPERATIONS: NOTHING,
    DataClass.PATHWAY_STAGE: may("S", Condition.ASSIGNED, Condition.FROM_ENROLMENT),
    DataClass.OWN_WORK: may("RW", Condition.SELF_AUTHORED),
    # As the psychologist.
    DataClass.CONFIDENTIAL_NOTES: may("RW", Condition.AUTHOR_OR_SUCCESSOR),
}
