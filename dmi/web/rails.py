"""The rail of each role in its order (screens.md 3); an entry without its page is not shown."""

from dataclasses import dataclass

from dmi.kernel.words import N_
from dmi.policy.roles import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the rail and the areas of endpoints that it stands for."""

    label: str
    icon: str
    endpoint: str
    area: str | tuple[str, ...] = ""

    def holds(self, endpoint: str | None) -> bool:
        """Tell whether the page at hand belongs to this entry."""
        if endpoint is None:
            return False
        return endpoint == self.endpoint or bool(self.area and endpoint.startswith(self.area))


HOME = Entry(N_("Home"), "house-door", "desk.home")
PEOPLE = Entry(N_("People"), "people", "desk.people", "people.")
MINE = Entry(N_("My people"), "people", "desk.people", "people.")
CLIENTS = Entry(N_("My clients"), "people", "desk.people", "people.")
REVIEWS = Entry(N_("Reviews"), "ui-checks", "eligibility.reviews", "eligibility.")
CASES = Entry(N_("Banked cases"), "archive", "cases.cases", "cases.")
ITEMS = Entry(N_("Evidence items"), "box-seam", "evidence.items", "evidence.item")
BUYS = Entry(N_("Buys"), "bag-check", "evidence.buys", "evidence.buy")
AUTHORISATIONS = Entry(
    N_("Authorisations"), "patch-check", "evidence.authorisations", "evidence.authorisation"
)
MEETINGS = Entry(N_("Meetings"), "calendar-event", "callin.meetings", "callin.meeting")
LETTERS = Entry(N_("Letters"), "envelope-paper", "callin.letters", "callin.letter")
DELIVERIES = Entry(N_("Deliveries"), "truck", "callin.deliveries", "callin.delivery")
VIOLATIONS = Entry(N_("Non-compliance"), "flag", "violations.reports", "violations.")
ACCOUNTS_TO_GIVE = Entry(N_("Accounts"), "chat-square-heart", "violations.reports", "violations.")
CHECKINS = Entry(N_("Check-ins"), "calendar-check", "checkins.calendar", "checkins.")
SESSIONS = Entry(N_("Sessions"), "journal-text", "support.sessions", "support.session")
PLANS = Entry(N_("Plans and goals"), "list", "support.plans", "support.plan")
COHORTS = Entry(N_("Cohorts"), "kanban", "desk.cohorts", "desk.cohort")
FEEDBACK = Entry(
    N_("Complaints and praise"), "chat-square-heart", "feedback.feedback_list", "feedback."
)
PROGRAMME = Entry(N_("Self-check"), "ui-checks", "self_check.programme", "self_check.")
TERRITORY = Entry(N_("Territory"), "map", "territory.home", ("territory.", "market_choice."))
COMPLAINTS = Entry(N_("Complaints"), "megaphone", "territory.complaints", "territory.complaint")
COMMUNITY = Entry(N_("Community"), "diagram-3", "community.areas", "community.")
IMPORTS = Entry(N_("Imports"), "table", "exchange.imports", "exchange.")
INDICATORS = Entry(N_("Indicators"), "graph-up", "indicators.indicators", "indicators.")
RESULTS = Entry(N_("Results"), "bullseye", "outcomes.evaluation", "outcomes.")
TEAM = Entry(N_("Team and workload"), "person-check", "accounts.team", "accounts.team")
APPROVALS = Entry(N_("Second signatures"), "pen", "accounts.approvals", "accounts.approval")
AUDIT = Entry(N_("Log"), "clock-history", "accounts.audit", "accounts.audit")
EMERGENCIES = Entry(
    N_("Emergency sights"), "shield-lock", "privacy.emergencies", "privacy.emergenc"
)
RETENTION = Entry(N_("Retention and purge"), "trash3", "privacy.retention", "privacy.purge")
USERS = Entry(N_("Users"), "person-check", "accounts.users", "accounts.user")
INSTALLATION = Entry(N_("Installation"), "sliders", "accounts.installation")
CLOSURES = Entry(N_("Cases to close"), "archive", "closing.closures")
JOBS = Entry(N_("Jobs"), "clock", "accounts.jobs")

FOOT = (
    APPROVALS,
    Entry(N_("My drafts"), "clock-history", "accounts.my_drafts"),
    Entry(N_("Who saw what"), "eye", "accounts.own_log"),
    Entry(N_("Help"), "question-circle", "accounts.help_page"),
)

_WORK = {
    Role.PROSECUTOR: (
        HOME,
        PEOPLE,
        REVIEWS,
        CASES,
        ITEMS,
        MEETINGS,
        LETTERS,
        VIOLATIONS,
        EMERGENCIES,
    ),
    Role.POLICE_ANALYST: (HOME, PEOPLE, REVIEWS, BUYS, ITEMS, AUTHORISATIONS, EMERGENCIES),
    Role.HANDLER: (HOME, BUYS, ITEMS, AUTHORISATIONS, PEOPLE),
    Role.DEFENDER: (HOME, CLIENTS, ACCOUNTS_TO_GIVE, MEETINGS, FEEDBACK, INDICATORS, PROGRAMME),
    Role.SOCIAL_WORKER: (
        *(HOME, MINE, SESSIONS, CHECKINS, PLANS, FEEDBACK, EMERGENCIES),
        *(COMMUNITY, INDICATORS, PROGRAMME),
    ),
    Role.PSYCHOLOGIST: (HOME, MINE, SESSIONS, FEEDBACK, COMMUNITY, INDICATORS, PROGRAMME),
    Role.JOB_COACH: (
        *(HOME, MINE, SESSIONS, CHECKINS, FEEDBACK),
        *(COMMUNITY, INDICATORS, PROGRAMME),
    ),
    Role.CLERK: (HOME, MEETINGS, LETTERS, DELIVERIES, FEEDBACK, COMMUNITY, PROGRAMME),
    Role.OBSERVATORY_ANALYST: (
        *(HOME, TERRITORY, COMMUNITY, COHORTS, IMPORTS),
        *(INDICATORS, RESULTS, PROGRAMME),
    ),
    Role.TERRITORIAL_COORDINATOR: (HOME, TERRITORY, COMMUNITY, IMPORTS, INDICATORS, RESULTS),
    Role.COMMUNITY_REP: (HOME, COMMUNITY, COMPLAINTS, FEEDBACK, MEETINGS, INDICATORS, RESULTS),
    Role.PROGRAMME_MANAGER: (
        HOME,
        COHORTS,
        TERRITORY,
        COMMUNITY,
        PEOPLE,
        MEETINGS,
        LETTERS,
        VIOLATIONS,
        FEEDBACK,
        CLOSURES,
        IMPORTS,
        TEAM,
        EMERGENCIES,
        RETENTION,
    ),
    Role.AUDITOR: (
        HOME,
        TERRITORY,
        COMMUNITY,
        FEEDBACK,
        CLOSURES,
        IMPORTS,
        INDICATORS,
        RESULTS,
        PROGRAMME,
        AUDIT,
        EMERGENCIES,
        RETENTION,
        JOBS,
    ),
    Role.SYSTEM_ADMIN: (HOME, USERS, INSTALLATION, JOBS),
}

_OVERVIEW = {
    Role.PROSECUTOR: (COHORTS, TERRITORY, COMMUNITY, INDICATORS, RESULTS, PROGRAMME, RETENTION),
    Role.POLICE_ANALYST: (COHORTS, TERRITORY, COMMUNITY, IMPORTS, INDICATORS, RESULTS, PROGRAMME),
    Role.PROGRAMME_MANAGER: (INDICATORS, RESULTS, PROGRAMME),
}

RAILS: dict[Role, tuple[tuple[Entry, ...], ...]] = {
    role: (entries, _OVERVIEW[role]) if role in _OVERVIEW else (entries,)
    for role, entries in _WORK.items()
}
