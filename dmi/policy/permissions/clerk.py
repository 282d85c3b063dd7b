"""What the role call-in clerk may see and write."""

from dmi.policy.classes import DataClass
from dmi.policy.rights import NOTHING, Condition, Right, may

RIGHTS: dict[DataClass, Right] = {
    DataClass.COMPLAINTS: NOTHING,
    DataClass.EVIDENCE: NOTHING,
    DataClass.COVERT_CODES: NOTHING,
    # Name and address only.
    DataClass.IDENTITY: may("R", Condition.LISTED_OPEN_CALLIN),
    DataClass.CRIMINAL_HISTORY: NOTHING,
    DataClass.OPINIONS: NOTHING,
    DataClass.DECISION: may("S", Condition.LISTED_OPEN_CALLIN),
    DataClass.LETTERS: may("RW", Condition.LISTED_OPEN_CALLIN, Condition.SECOND_PERSON),
    DataClass.ATTENDANCE: may("RW", Condition.LISTED_OPEN_CALLIN),
    DataClass.JOB_SUPPORT: NOTHING,
    DataClass.CHECK_INS: NOTHING,
    DataClass.VIOLATIONS: NOTHING,
    DataClass.CASE_FILE: NOTHING,
    DataClass.OUTCOMES: NOTHING,
    DataClass.AUDIT: may("R", Condition.OWN_ACTS),
    DataClass.USERS: may("R", Condition.SELF_AUTHORED),
    DataClass.TERRITORY: may("R", Condition.PUBLIC_PART),
    DataClass.COMMUNITY: may("R"),
    DataClass.COMMITMENTS: may("R"),
    # Name and contact of a consenting influential of a listed person.
    DataClass.INFLUENTIALS: may("R", Condition.LISTED_OPEN_CALLIN),
    # Accepted, declined or pending, of listed persons.
    DataClass.AGREEMENT: NOTHING,
    DataClass.NEEDS_PLAN: NOTHING,
    DataClass.SESSIONS: NOTHING,
    DataClass.PROGRESS: NOTHING,
    DataClass.REFERRALS: NOTHING,
    DataClass.TASKS: may("RW", Condition.SELF_AUTHORED),
    DataClass.IMPORTS: NOTHING,
    DataClass.DISCLOSURES: may("R", Condition.OWN_ACTS),
    DataClass.SETTINGS: may("R"),
    DataClass.EQUITY: NOTHING,
    DataClass.EVALUATION_PLANS: NOTHING,
    DataClass.NOMINATIONS: NOTHING,
    DataClass.AUTHORISATIONS: NOTHING,
    DataClass.APPROVALS: may("RW", Condition.SELF_AUTHORED),
    DataClass.MEETINGS: may("RW", Condition.OWN_JURISDICTION),
    DataClass.RIGHTS: may("C", Condition.SELF_AUTHORED),
    DataClass.INCIDENTS: may("CR", Condition.SELF_AUTHORED),
    DataClass.RETENTION: NOTHING,
    DataClass.MANDATED_REPORTS: NOTHING,
    DataClass.OPERATIONS: NOTHING,
    # Stages from CASE_READY to OFFERED of listed persons.
    DataClass.PATHWAY_STAGE: may("R", Condition.LISTED_OPEN_CALLIN),
    DataClass.OWN_WORK: may("RW", Condition.SELF_AUTHORED),
    DataClass.CONFIDENTIAL_NOTES: NOTHING,
}
