"""What the role police analyst may see and write."""

from dmi.policy.classes import DataClass
from dmi.policy.rights import NOTHING, Condition, Right, in_danger, may

RIGHTS: dict[DataClass, Right] = {
    DataClass.COMPLAINTS: may("RW", Condition.OWN_JURISDICTION),
    DataClass.EVIDENCE: in_danger("RW", Condition.ASSIGNED),
    DataClass.COVERT_CODES: NOTHING,
    DataClass.IDENTITY: in_danger("RW", Condition.OWN_JURISDICTION),
    DataClass.CRIMINAL_HISTORY: in_danger("RW", Condition.OWN_JURISDICTION),
    DataClass.OPINIONS: may(
        "RW", Condition.SELF_AUTHORED, Condition.AFTER_ALL_IN, Condition.NOT_RECUSED
    ),
    DataClass.DECISION: may("R", Condition.ASSIGNED),
    DataClass.LETTERS: in_danger("R", Condition.ASSIGNED),
    # Served and attended yes/no.
    DataClass.ATTENDANCE: may("S", Condition.ASSIGNED),
    DataClass.JOB_SUPPORT: NOTHING,
    DataClass.CHECK_INS: NOTHING,
    DataClass.VIOLATIONS: in_danger("C", Condition.OWN_JURISDICTION),
    DataClass.CASE_FILE: may("R", Condition.ASSIGNED),
    DataClass.OUTCOMES: may("R", Condition.SUPPRESSED),
    DataClass.AUDIT: may("R", Condition.OWN_ACTS),
    DataClass.USERS: may("R", Condition.SELF_AUTHORED),
    DataClass.TERRITORY: may("R", Condition.OWN_JURISDICTION),
    DataClass.COMMUNITY: may("R"),
    DataClass.COMMITMENTS: may("R"),
    DataClass.INFLUENTIALS: NOTHING,
    DataClass.AGREEMENT: NOTHING,
    DataClass.NEEDS_PLAN: NOTHING,
    DataClass.SESSIONS: NOTHING,
    DataClass.PROGRESS: may("R", Condition.WITH_CONSENT),
    DataClass.REFERRALS: NOTHING,
    DataClass.TASKS: may("RW", Condition.SELF_AUTHORED),
    DataClass.IMPORTS: may("RW", Condition.SELF_AUTHORED),
    DataClass.DISCLOSURES: may("R", Condition.OWN_ACTS),
    DataClass.SETTINGS: may("R"),
    DataClass.EQUITY: NOTHING,
    DataClass.EVALUATION_PLANS: NOTHING,
    DataClass.NOMINATIONS: may("RW", Condition.OWN_JURISDICTION),
    DataClass.AUTHORISATIONS: may("R", Condition.ASSIGNED),
    DataClass.APPROVALS: may("RW", Condition.SECOND_PERSON, Condition.STEP_UP),
    DataClass.MEETINGS: may("R", Condition.OWN_JURISDICTION),
    DataClass.RIGHTS: NOTHING,
    DataClass.INCIDENTS: may("C"),
    DataClass.RETENTION: NOTHING,
    DataClass.MANDATED_REPORTS: NOTHING,
    DataClass.OPERATIONS: NOTHING,
    DataClass.PATHWAY_STAGE: may("RW", Condition.OWN_JURISDICTION),
    DataClass.OWN_WORK: may("RW", Condition.SELF_AUTHORED),
    DataClass.CONFIDENTIAL_NOTES: NOTHING,
}
