"""The ground of a cohort: its market, its gates, its investigation and its authorisation."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from dmi.access.assignment_acts import assign
from dmi.access.words import AssignmentGround
from dmi.demo.compared import compare
from dmi.demo.staff import Stage as Play
from dmi.evidence.acts.authorisation import create_authorisation
from dmi.evidence.acts.operation import open_operation, record_investigation, register_code
from dmi.evidence.models.authorisation import Authorisation
from dmi.evidence.models.investigation import Investigation
from dmi.evidence.words import CovertKind, GrantMode, GrantorRank, Technique
from dmi.kernel.identifiers import mod11
from dmi.profiles.words import AuthorisationRegime
from dmi.programme.acts import begin_building, begin_identifying, commit_cohort, sign_statement
from dmi.territory.acts.cohort import propose_cohort, record_market
from dmi.territory.acts.complaint import gather_complaints
from dmi.territory.models.cohort import Cohort
from dmi.territory.words import ComplaintSource, MarketType

SEEN = "Se revisó la carpeta de la cohorte y los respaldos están completos y fechados."
SCOPE = "Compras controladas de poca cantidad en los pasajes del sector, con registro de video."


@dataclass(slots=True)
class Ground:
    """What the people of one cohort share."""

    cohort: Cohort
    investigation: Investigation
    authorisation: Authorisation
    code: str
    prosecutor: str = "fis1"

    @property
    def cohort_id(self) -> UUID:
        """Return the id of the cohort."""
        return self.cohort.id


def state(play: Play, cohort: Cohort, *guards: str) -> None:
    """Sign the statements of a gate."""
    for guard in guards:
        play.move(minutes=3)
        sign_statement(play.acting("jef1"), cohort, guard=guard, text=SEEN)


def found_cohort(play: Play, code: str, name: str) -> Cohort:
    """Walk a cohort from its market to the search for people."""
    market = record_market(
        play.acting("ter1"),
        None,
        code=code,
        name=name,
        market_type=MarketType.STREET,
        public_name=f"sector {name}",
    )
    cohort = propose_cohort(
        play.acting("jef1"),
        market,
        name=name,
        public_programme_name="Segunda Oportunidad",
        start_on=play.today,
    )
    state(
        play,
        cohort,
        "commitments_current",
        "deputies_named",
        "training_complete",
        "readiness_list_complete",
    )
    commit_cohort(play.acting("jef1"), cohort)
    compare(play, cohort)
    begin_identifying(
        play.acting("jef1"),
        cohort,
        survey_plan="Recorrido semanal con la junta de vecinos y revisión de llamados.",
        report_channels=[ComplaintSource.RESIDENT, ComplaintSource.SAFE_LINE],
    )
    give_officers(play, cohort)
    if market.polygon:
        since = play.today - timedelta(days=365)
        gather_complaints(play.acting("pol1"), cohort, from_on=since)
    return cohort


def give_officers(play: Play, cohort: Cohort) -> None:
    """Give the cohort to its prosecutors, its handler and its analysts."""
    for by, user, ground in (
        ("jef1", "fis1", AssignmentGround.PROSECUTOR),
        ("jef1", "fis2", AssignmentGround.PROSECUTOR),
        ("fis1", "hnd1", AssignmentGround.HANDLER),
        ("fis1", "pol1", AssignmentGround.PRINCIPAL_ANALYST),
        ("fis1", "pol2", AssignmentGround.PRINCIPAL_ANALYST),
    ):
        assign(play.acting(by), cohort, user_id=play.users[user].id, ground=ground)


def open_ground(play: Play, cohort: Cohort, number: int) -> Ground:
    """Open the investigation, the operation and the authorisation of its buys."""
    body = f"{play.today:%y}{number:08}"
    found = record_investigation(play.acting("fis1"), cohort, ruc=f"{body}-{mod11(body)}")
    handler = play.users["hnd1"].id
    operation = open_operation(
        play.acting("fis1"),
        found,
        code=f"OP-{number:02}",
        started_on=play.today,
        lead=handler,
        cleared=[handler, play.users["pol1"].id],
        why="Trabajan la investigación y deben ver sus antecedentes reservados.",
    )
    code = f"AG-{number:04}"
    register_code(play.acting("hnd1"), None, code=code, kind=CovertKind.UNDERCOVER)
    play.move(hours=1)
    authorisation = create_authorisation(
        play.acting("fis1"),
        operation,
        reference=f"AUT-{number:02}",
        regime=AuthorisationRegime.L20000_25,
        technique=Technique.BUYER,
        granted_by=play.users["fis1"].id,
        grantor_rank=GrantorRank.PROSECUTOR,
        granted_at=play.at - timedelta(minutes=30),
        mode=GrantMode.WRITTEN,
        scope=SCOPE,
        valid_from=play.at - timedelta(minutes=20),
        valid_to=play.at + timedelta(days=50),
        police_force="Brigada Microtráfico Cero",
        codes=code,
    )
    begin_building(play.acting("fis1"), cohort)
    return Ground(cohort, found, authorisation, code)
