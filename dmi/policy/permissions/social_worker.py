"""What the role social worker may see and write."""

from dmi.policy.classes import DataClass
from dmi.policy.rights import NOTHING, Condition, Right, in_danger, may

RIGHTS: dict[DataClass, Right] = {
    DataClass.COMPLAINTS: NOTHING,
    DataClass.EVIDENCE: in_danger(""),
    DataClass.COVERT_CODES: NOTHING,
    # Name, address and contact from attendance on; a reviewer for the social opinion or a named
    # deliverer sees name and age only (sheet).
    DataClass.IDENTITY: in_danger("R", Condition.ASSIGNED, Condition.FROM_ATTENDANCE),
    DataClass.CRIMINAL_HISTORY: in_danger(""),
    # Writes the social opinion when named by the prosecutor.
    DataClass.OPINIONS: may("C", Condition.SELF_AUTHORED),
    DataClass.DECISION: may("S", Condition.ASSIGNED, Condition.FROM_ATTENDANCE),
    # Letters of own caseload and own deliveries.
    DataClass.LETTERS: in_danger("R", Condition.ASSIGNED),
    DataClass.ATTENDANCE: may("R", Condition.ASSIGNED),
    DataClass.JOB_SUPPORT: may("R", Condition.ASSIGNED),
    DataClass.CHECK_INS: may("RW", Condition.ASSIGNED),
    # Fact and kind of a report, never the police narrative.
    DataClass.VIOLATIONS: in_danger("CS", Condition.ASSIGNED),
    # Live or ended, and the date told to the person.
    DataClass.CASE_FILE: may("S", Condition.ASSIGNED, Condition.FROM_ATTENDANCE),
    DataClass.OUTCOMES: may("R", Condition.SUPPRESSED),
    DataClass.AUDIT: may("R", Condition.OWN_ACTS),
    DataClass.USERS: may("R", Condition.SELF_AUTHORED),
    DataClass.TERRITORY: may("R", Condition.PUBLIC_PART),
    DataClass.COMMUNITY: may("R"),
    DataClass.COMMITMENTS: may("R"),
    DataClass.INFLUENTIALS: may("RW", Condition.ASSIGNED),
    DataClass.AGREEMENT: may("RW", Condition.ASSIGNED),
    DataClass.NEEDS_PLAN: may("RW", Condition.ASSIGNED),
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
    DataClass.APPROVALS: may("RW", Condition.SELF_AUTHORED),
    DataClass.MEETINGS: may("R"),
    DataClass.RIGHTS: may("C", Condition.ASSIGNED),
    DataClass.INCIDENTS: may("CR", Condition.SELF_AUTHORED),
    DataClass.RETENTION: NOTHING,
    DataClass.MANDATED_REPORTS: may("RW", Condition.SELF_AUTHORED),
    DataClass.OPERATIONS: NOTHING,
    DataClass.PATHWAY_STAGE: may("RW", Condition.ASSIGNED, Condition.FROM_ATTENDANCE),
    DataClass.OWN_WORK: may("RW", Condition.SELF_AUTHORED),
    # As the psychologist.
    DataClass.CONFIDENTIAL_NOTES: may("RW", Condition.AUTHOR_OR_SUCCESSOR),
}
