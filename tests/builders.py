"""Rows as they stand at some point of the way, written straight into the database."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from dmi.access.models.grants import Assignment, Grant
from dmi.access.words import AssignmentGround, SubjectKind
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person, PersonToken
from dmi.people.words import CustodyStatus
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition, right
from dmi.policy.states import CohortStage, GrantStatus, Stage
from dmi.store.base import Record, Scoped
from dmi.store.tokens import name_tokens
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.words import MarketStatus, MarketType
from tests.people import Town


def placed(town: Town, row: Any, under: Record | None = None) -> Any:
    """Add a row with its scope, as the gate would, without any act."""
    if under is not None:
        for column in Scoped.COLUMNS:
            if getattr(row, column) is None:
                setattr(row, column, getattr(under, column))
    row.jurisdiction_id = row.jurisdiction_id or town.place.id
    row.created_at = town.clock()
    town.session.add(row)
    town.session.flush()
    return row


def a_cohort(
    town: Town, stage: CohortStage = CohortStage.REVIEWING, name: str = "Primera"
) -> Cohort:
    """Write a market and one cohort of it."""
    market = placed(
        town,
        Market(
            code=f"M-{name}",
            name="Colon Oriente",
            market_type=next(iter(MarketType)),
            public_name="Sector oriente",
            standing=next(iter(MarketStatus)),
        ),
    )
    cohort = Cohort(
        market_id=market.id,
        name=name,
        public_programme_name="Segunda Oportunidad",
        start_on=town.clock().date() - timedelta(days=90),
    )
    cohort.cohort_id = cohort.id
    cohort.stand(stage.value)
    return placed(town, cohort, market)


def a_pathway(
    town: Town, cohort: Cohort, stage: Stage = Stage.CASE_READY, surname: str = "Muestra"
) -> Pathway:
    """Write an identified adult and the pathway in that cohort."""
    person = Person(
        code=f"P-{surname}",
        given_names="Sara",
        surname_1=surname,
        language="es",
        custody_status=next(iter(CustodyStatus)),
        is_blocked=False,
    )
    person.key_ref = person.id
    person.birth_date = date(1998, 5, 4)
    placed(town, person, None)
    pathway = Pathway(
        person_id=person.id,
        cohort_id=cohort.id,
        first_nominated_at=town.clock(),
        is_sealed=False,
        key_ref=person.id,
    )
    pathway.subject_id = pathway.id
    pathway.stand(stage.value)
    return placed(town, pathway, cohort)


def assign(
    town: Town,
    user: str,
    subject: Record,
    ground: AssignmentGround = AssignmentGround.CASE_MANAGER,
) -> Assignment:
    """Give a pathway or a cohort to a user."""
    kind = SubjectKind.COHORT if isinstance(subject, Cohort) else SubjectKind.PATHWAY
    row = Assignment(
        user_id=town.users[user].id,
        subject_kind=kind,
        subject_ref=subject.id,
        ground=ground,
        since_on=town.clock().date(),
        status=GrantStatus.IN_FORCE,
    )
    return placed(town, row, subject)


def open_to(town: Town, user: str, pathway: Pathway, condition: Condition) -> None:
    """Open every class that this condition opens to the user's role."""
    role = town.roles[user]
    for data_class in DataClass:
        if condition in right(role, data_class).conditions:
            town.session.add(
                Grant(
                    id=uuid4(),
                    subject_ref=pathway.id,
                    role=role,
                    data_class=data_class,
                    condition=condition,
                    opened_by_step="test",
                    source_ref=pathway.id,
                    since_at=town.clock(),
                )
            )
    town.session.flush()


def somebody(town: Town, stage: Stage = Stage.ACTIVE, surname: str = "Muestra") -> Pathway:
    """Write a person in support, assigned to prosecutor and workers."""
    cohort = a_cohort(town, CohortStage.MAINTENANCE, f"Ola {surname}")
    pathway = a_pathway(town, cohort, stage, surname)
    for user in ("fis1", "ts1"):
        assign(town, user, pathway)
    open_to(town, "ts1", pathway, Condition.FROM_ATTENDANCE)
    town.session.add_all(
        PersonToken(token=token, person_id=pathway.person_id)
        for token in name_tokens("Sara", surname)
    )
    town.session.commit()
    return pathway
