"""What the role programme manager may see and write."""

from dmi.policy.classes import DataClass
from dmi.policy.rights import NOTHING, Condition, Right, in_danger, may

RIGHTS: dict[DataClass, Right] = {
    DataClass.COMPLAINTS: may("R", Condition.OWN_JURISDICTION),
    DataClass.EVIDENCE: in_danger("M", Condition.OWN_JURISDICTION),
    DataClass.COVERT_CODES: NOTHING,
    # Unassigned staff get 404; the reason belongs to break-glass.
    DataClass.IDENTITY: in_danger("R", Condition.OWN_JURISDICTION),
    DataClass.CRIMINAL_HISTORY: in_danger("R", Condition.DURING_REVIEW),
    # No evidence shown.
    DataClass.OPINIONS: may("R", Condition.AFTER_ALL_IN),
    DataClass.DECISION: may("R", Condition.OWN_JURISDICTION),
    DataClass.LETTERS: in_danger("RW", Condition.OWN_JURISDICTION, Condition.SECOND_PERSON),
    DataClass.ATTENDANCE: may("RW", Condition.OWN_JURISDICTION, Condition.SECOND_PERSON),
    DataClass.JOB_SUPPORT: may("SA", Condition.OWN_JURISDICTION),
    DataClass.CHECK_INS: may("S", Condition.OWN_JURISDICTION),
    DataClass.VIOLATIONS: in_danger("RW", Condition.OWN_JURISDICTION),
    DataClass.CASE_FILE: may("S", Condition.OWN_JURISDICTION),
    DataClass.OUTCOMES: may("R", Condition.OWN_JURISDICTION),
    DataClass.AUDIT: may("R", Condition.OWN_JURISDICTION),
    # Confirms grants.
    DataClass.USERS: may(
        "RW", Condition.OWN_JURISDICTION, Condition.SECOND_PERSON, Condition.STEP_UP
    ),
    DataClass.TERRITORY: may("RW", Condition.OWN_JURISDICTION),
    DataClass.COMMUNITY: may("RW", Condition.OWN_JURISDICTION),
    DataClass.COMMITMENTS: may("RW", Condition.OWN_JURISDICTION),
    DataClass.INFLUENTIALS: may("R", Condition.OWN_JURISDICTION),
    DataClass.AGREEMENT: may("R", Condition.OWN_JURISDICTION),
    DataClass.NEEDS_PLAN: may("A", Condition.OWN_JURISDICTION),
    DataClass.SESSIONS: may("A", Condition.OWN_JURISDICTION),
    DataClass.PROGRESS: may("R", Condition.OWN_JURISDICTION),
    DataClass.REFERRALS: may("R", Condition.OWN_JURISDICTION),
    DataClass.TASKS: may("RW", Condition.OWN_JURISDICTION),
    DataClass.IMPORTS: may("RW", Condition.OWN_JURISDICTION),
    DataClass.DISCLOSURES: may("R", Condition.OWN_JURISDICTION),
    DataClass.SETTINGS: may("RW", Condition.SECOND_PERSON),
    DataClass.EQUITY: may("R", Condition.OWN_JURISDICTION, Condition.SUPPRESSED),
    DataClass.EVALUATION_PLANS: may("R", Condition.OWN_JURISDICTION),
    # Counts only.
    DataClass.NOMINATIONS: may("A", Condition.OWN_JURISDICTION),
    DataClass.AUTHORISATIONS: may("S", Condition.OWN_JURISDICTION),
    DataClass.APPROVALS: may("RW", Condition.SECOND_PERSON, Condition.STEP_UP),
    DataClass.MEETINGS: may("RW", Condition.OWN_JURISDICTION),
    # Answers.
    DataClass.RIGHTS: may("RW", Condition.OWN_JURISDICTION),
    DataClass.INCIDENTS: may("RW", Condition.OWN_JURISDICTION),
    DataClass.RETENTION: may("RW", Condition.SECOND_PERSON, Condition.STEP_UP),
    DataClass.MANDATED_REPORTS: may("R", Condition.ASSIGNED),
    DataClass.OPERATIONS: may("S"),
    DataClass.PATHWAY_STAGE: may("RW", Condition.OWN_JURISDICTION),
    DataClass.OWN_WORK: may("RW", Condition.SELF_AUTHORED),
    DataClass.CONFIDENTIAL_NOTES: NOTHING,
}
