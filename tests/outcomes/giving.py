"""People who agreed to anonymous evaluation, and an extract asked for, approved, handed out."""

import csv
import io
import zipfile
from datetime import timedelta
from uuid import UUID

from flask.testing import FlaskClient

from dmi.outcomes.models.evaluation import ResearchExtract
from dmi.people.models.contacts import Consent
from dmi.people.models.pathway import Pathway
from dmi.people.words import ConsentAnswer, ConsentPurpose
from dmi.policy.states import GrantStatus
from dmi.territory.models.cohort import Cohort
from tests.builders import placed
from tests.outcomes.place import newest
from tests.outcomes.scenes import ACTIVE, CAME, S, seeded
from tests.pages import sign_in
from tests.people import Town

GROUPS = ((14, (*ACTIVE, S.GRADUATED)), (7, (*ACTIVE, S.TERMINATED)), (3, (*CAME, S.DECLINED)))
ASKED = {
    "recipient": "Ana Muestra",
    "institution": "Universidad de Ejemplo",
    "audience": "INSIDE",
    "purpose": "Cuánto dura el apoyo hasta el egreso, comité de ética 12-2026.",
}


def agree(
    town: Town,
    pathway: Pathway,
    answer: ConsentAnswer = ConsentAnswer.YES,
    purpose: ConsentPurpose = ConsentPurpose.RESEARCH,
    days: int = 300,
) -> Consent:
    """Write somebody's answer on a purpose."""
    consent = Consent(
        pathway_id=pathway.id,
        purpose=purpose,
        recipient="Observatorio",
        scope="Evaluación anónima",
        answer=answer,
        given_at=town.clock(),
        language="es",
        expires_on=town.clock().date() + timedelta(days=days),
        status=GrantStatus.IN_FORCE,
        recorded_by_id=town.users["ts1"].id,
    )
    return placed(town, consent, pathway)


def agreed(town: Town, silent: int = 0) -> tuple[Cohort, list[Pathway]]:
    """Write a cohort of 24 of whom everybody agreed but the last ones."""
    cohort, people = seeded(town, groups=GROUPS)
    for one in people[: len(people) - silent]:
        agree(town, one)
    town.session.commit()
    return cohort, people


def asked(client: FlaskClient, town: Town, cohort: UUID, **said: str) -> ResearchExtract:
    """Ask for an extract as the analyst."""
    sign_in(client, town, "ana1")
    answer = client.post(f"/cohorts/{cohort}/research-extract", data={**ASKED, **said})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return fresh(town, answer.location.rsplit("/", 1)[1])


def fresh(town: Town, row_id: str | UUID) -> ResearchExtract:
    """Return an extract as it stands now."""
    newest(town, ResearchExtract)
    town.session.expire_all()
    return town.session.get_one(ResearchExtract, UUID(str(row_id)))


def prove_again(client: FlaskClient) -> None:
    """Prove anew who is signed in."""
    assert client.post("/confirm-it-is-you", data={}).status_code == 303


def approve(client: FlaskClient, town: Town, row_id: UUID) -> int:
    """Approve an extract as the manager who has just proved who it is; return the answer."""
    sign_in(client, town, "jef1")
    prove_again(client)
    return client.post(f"/research-extracts/{row_id}/approve-extract", data={}).status_code


def handed_out(client: FlaskClient, town: Town, row_id: UUID) -> dict[str, list[list[str]]]:
    """Return the tables of the file by name, as the analyst downloads it."""
    sign_in(client, town, "ana1")
    prove_again(client)
    answer = client.get(f"/research-extracts/{row_id}/extract.zip")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        texts = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}
    return {name: list(csv.reader(io.StringIO(text))) for name, text in texts.items()}
