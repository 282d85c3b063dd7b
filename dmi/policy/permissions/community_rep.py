"""What the role community representative may see and write."""

from dmi.policy.classes import DataClass
from dmi.policy.rights import NOTHING, Condition, Right, may

RIGHTS: dict[DataClass, Right] = {
    DataClass.COMPLAINTS: may("CS", Condition.SELF_AUTHORED),
    DataClass.EVIDENCE: NOTHING,
    DataClass.COVERT_CODES: NOTHING,
    DataClass.IDENTITY: NOTHING,
    DataClass.CRIMINAL_HISTORY: NOTHING,
    # Neighbourhood impact form, names nobody.
    DataClass.OPINIONS: may("C", Condition.SELF_AUTHORED),
    # Count only.
    DataClass.DECISION: may("A"),
    DataClass.LETTERS: NOTHING,
    DataClass.ATTENDANCE: NOTHING,
    DataClass.JOB_SUPPORT: NOTHING,
    DataClass.CHECK_INS: NOTHING,
    DataClass.VIOLATIONS: NOTHING,
    DataClass.CASE_FILE: NOTHING,
    DataClass.OUTCOMES: may("R", Condition.SUPPRESSED),
    DataClass.AUDIT: may("R", Condition.OWN_ACTS),
    DataClass.USERS: may("R", Condition.SELF_AUTHORED),
    # Public part: market, cohort name, indicators.
    DataClass.TERRITORY: may("R", Condition.PUBLIC_PART),
    DataClass.COMMUNITY: may("RW", Condition.SELF_AUTHORED),
    DataClass.COMMITMENTS: may("R", Condition.PUBLIC_PART),
    DataClass.INFLUENTIALS: NOTHING,
    DataClass.AGREEMENT: NOTHING,
    DataClass.NEEDS_PLAN: NOTHING,
    DataClass.SESSIONS: NOTHING,
    DataClass.PROGRESS: NOTHING,
    DataClass.REFERRALS: NOTHING,
    DataClass.TASKS: may("RW", Condition.SELF_AUTHORED),
    DataClass.IMPORTS: NOTHING,
    DataClass.DISCLOSURES: NOTHING,
    DataClass.SETTINGS: may("R"),
    DataClass.EQUITY: may("R", Condition.SUPPRESSED),
    DataClass.EVALUATION_PLANS: may("R", Condition.PUBLIC_PART),
    DataClass.NOMINATIONS: NOTHING,
    DataClass.AUTHORISATIONS: NOTHING,
    DataClass.APPROVALS: NOTHING,
    DataClass.MEETINGS: may("R", Condition.PUBLIC_PART),
    DataClass.RIGHTS: may("C", Condition.SELF_AUTHORED),
    DataClass.INCIDENTS: may("C"),
    DataClass.RETENTION: NOTHING,
    DataClass.MANDATED_REPORTS: NOTHING,
    DataClass.OPERATIONS: NOTHING,
    DataClass.PATHWAY_STAGE: NOTHING,
    DataClass.OWN_WORK: may("RW", Condition.SELF_AUTHORED),
    DataClass.CONFIDENTIAL_NOTES: NOTHING,
}
