"""What the role defender may see and write."""

from dmi.policy.classes import DataClass
from dmi.policy.rights import NOTHING, Condition, Right, may

RIGHTS: dict[DataClass, Right] = {
    DataClass.COMPLAINTS: NOTHING,
    # Buys and laboratory results item by item, as named in a prosecutor's disclosure entry; never
    # a code.
    DataClass.EVIDENCE: may("R", Condition.MANDATE, Condition.AFTER_DISCLOSURE),
    DataClass.COVERT_CODES: NOTHING,
    DataClass.IDENTITY: may("R", Condition.MANDATE),
    DataClass.CRIMINAL_HISTORY: may("M", Condition.MANDATE, Condition.AFTER_DISCLOSURE),
    # Criteria and answers after notice; never a sealed opinion; writes own submission on paper.
    DataClass.OPINIONS: may("R", Condition.MANDATE, Condition.AFTER_NOTICE),
    DataClass.DECISION: may("R", Condition.MANDATE, Condition.AFTER_NOTICE),
    DataClass.LETTERS: may("R", Condition.MANDATE),
    DataClass.ATTENDANCE: may("R", Condition.MANDATE),
    DataClass.JOB_SUPPORT: may("R", Condition.MANDATE, Condition.WITH_CONSENT),
    DataClass.CHECK_INS: may("S", Condition.MANDATE),
    # Writes the account and the appeal.
    DataClass.VIOLATIONS: may("RW", Condition.MANDATE, Condition.AFTER_NOTICE),
    DataClass.CASE_FILE: may("R", Condition.MANDATE, Condition.AFTER_NOTICE),
    DataClass.OUTCOMES: may("R", Condition.SUPPRESSED),
    DataClass.AUDIT: may("R", Condition.OWN_ACTS),
    DataClass.USERS: may("R", Condition.SELF_AUTHORED),
    DataClass.TERRITORY: may("R", Condition.PUBLIC_PART),
    DataClass.COMMUNITY: NOTHING,
    DataClass.COMMITMENTS: may("R"),
    DataClass.INFLUENTIALS: may("R", Condition.MANDATE),
    DataClass.AGREEMENT: may("R", Condition.MANDATE),
    DataClass.NEEDS_PLAN: may("R", Condition.MANDATE, Condition.WITH_CONSENT),
    DataClass.SESSIONS: may("S", Condition.MANDATE, Condition.WITH_CONSENT),
    DataClass.PROGRESS: may("R", Condition.MANDATE, Condition.WITH_CONSENT),
    DataClass.REFERRALS: may("R", Condition.MANDATE, Condition.WITH_CONSENT),
    DataClass.TASKS: may("R", Condition.MANDATE),
    DataClass.IMPORTS: NOTHING,
    DataClass.DISCLOSURES: may("R", Condition.MANDATE),
    DataClass.SETTINGS: may("R"),
    DataClass.EQUITY: may("R", Condition.SUPPRESSED),
    DataClass.EVALUATION_PLANS: may("R", Condition.PUBLIC_PART),
    DataClass.NOMINATIONS: NOTHING,
    DataClass.AUTHORISATIONS: NOTHING,
    DataClass.APPROVALS: NOTHING,
    DataClass.MEETINGS: may("R"),
    DataClass.RIGHTS: may("RW", Condition.MANDATE),
    DataClass.INCIDENTS: may("C"),
    DataClass.RETENTION: NOTHING,
    DataClass.MANDATED_REPORTS: NOTHING,
    DataClass.OPERATIONS: NOTHING,
    DataClass.PATHWAY_STAGE: may("R", Condition.MANDATE),
    DataClass.OWN_WORK: may("RW", Condition.SELF_AUTHORED),
    DataClass.CONFIDENTIAL_NOTES: NOTHING,
}
