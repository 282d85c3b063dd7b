"""What the role prosecutor may see and write."""

from dmi.policy.classes import DataClass
from dmi.policy.rights import NOTHING, Condition, Right, in_danger, may

RIGHTS: dict[DataClass, Right] = {
    DataClass.COMPLAINTS: may("R", Condition.ASSIGNED),
    # Records custody moves; institution and post, never a name.
    DataClass.EVIDENCE: in_danger("RW", Condition.ASSIGNED),
    # The register reference only with a second person.
    DataClass.COVERT_CODES: may("M", Condition.ASSIGNED),
    DataClass.IDENTITY: in_danger("R", Condition.ASSIGNED),
    DataClass.CRIMINAL_HISTORY: in_danger("R", Condition.ASSIGNED),
    DataClass.OPINIONS: may(
        "RW", Condition.ASSIGNED, Condition.SELF_AUTHORED, Condition.AFTER_ALL_IN
    ),
    DataClass.DECISION: may("RW", Condition.ASSIGNED, Condition.SECOND_PERSON),
    DataClass.LETTERS: in_danger("RW", Condition.ASSIGNED),
    DataClass.ATTENDANCE: may("R", Condition.ASSIGNED),
    DataClass.JOB_SUPPORT: may("S", Condition.CONSENT_OR_VEHICLE),
    # Kept share only, and only with consent or where the vehicle requires it.
    DataClass.CHECK_INS: may("S", Condition.CONSENT_OR_VEHICLE),
    DataClass.VIOLATIONS: in_danger("RW", Condition.ASSIGNED),
    DataClass.CASE_FILE: may("RW", Condition.ASSIGNED, Condition.SECOND_PERSON, Condition.STEP_UP),
    DataClass.OUTCOMES: may("R", Condition.SUPPRESSED),
    DataClass.AUDIT: may("R", Condition.OWN_ACTS),
    DataClass.USERS: may("R", Condition.SELF_AUTHORED),
    DataClass.TERRITORY: may("R"),
    DataClass.COMMUNITY: may("R"),
    DataClass.COMMITMENTS: may("RW", Condition.ASSIGNED),
    DataClass.INFLUENTIALS: NOTHING,
    DataClass.AGREEMENT: may("R", Condition.ASSIGNED),
    DataClass.NEEDS_PLAN: NOTHING,
    # Attended yes/no.
    DataClass.SESSIONS: may("S", Condition.CONSENT_OR_VEHICLE),
    DataClass.PROGRESS: may("R", Condition.WITH_CONSENT),
    DataClass.REFERRALS: NOTHING,
    DataClass.TASKS: may("RW", Condition.SELF_AUTHORED),
    DataClass.IMPORTS: NOTHING,
    DataClass.DISCLOSURES: may("RW", Condition.ASSIGNED),
    # Approves texts and criteria.
    DataClass.SETTINGS: may("RW"),
    DataClass.EQUITY: may("R", Condition.SUPPRESSED),
    DataClass.EVALUATION_PLANS: may("R"),
    DataClass.NOMINATIONS: may("R", Condition.ASSIGNED),
    DataClass.AUTHORISATIONS: may("RW", Condition.ASSIGNED),
    DataClass.APPROVALS: may("RW", Condition.SECOND_PERSON, Condition.STEP_UP),
    DataClass.MEETINGS: may("R", Condition.ASSIGNED),
    DataClass.RIGHTS: NOTHING,
    DataClass.INCIDENTS: may("RW", Condition.ASSIGNED),
    DataClass.RETENTION: may("RW", Condition.ASSIGNED),
    DataClass.MANDATED_REPORTS: may("R", Condition.ASSIGNED),
    DataClass.OPERATIONS: NOTHING,
    DataClass.PATHWAY_STAGE: may("RW", Condition.ASSIGNED),
    DataClass.OWN_WORK: may("RW", Condition.SELF_AUTHORED),
    DataClass.CONFIDENTIAL_NOTES: NOTHING,
}
