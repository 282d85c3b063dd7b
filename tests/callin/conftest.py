"""A call-in that is ready for its letters, with three invented people."""

import io
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pypdf
import pytest

import dmi.callin.acts.deliveries
import dmi.callin.acts.letters
import dmi.callin.acts.meetings
import dmi.callin.acts.people
import dmi.callin.acts.press_run  # noqa: F401 - registers acts and the runner
from dmi.access.approvals import confirm, propose
from dmi.access.guards import GUARDS, Gap, Guard, Look
from dmi.callin.acts.letters import approve_letter, draft_letter, release_facts
from dmi.callin.acts.meetings import guarantee_safe_passage, plan_meeting
from dmi.callin.acts.people import list_person, record_warrant_check
from dmi.callin.acts.printing import order_letters
from dmi.callin.models.letter import Letter
from dmi.callin.models.meeting import Listing, Meeting
from dmi.callin.words import WarrantResult
from dmi.owed.models import BackgroundWork
from dmi.owed.runners import run_here
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Address
from dmi.profiles.cl.examples import EXAMPLE_SETTINGS
from dmi.profiles.models import Setting
from dmi.profiles.papers import seed_texts
from dmi.territory.models.cohort import Cohort
from tests.builders import a_cohort, a_pathway, assign, placed
from tests.people import Town

BELOW = (
    *("decision_signed", "not_adolescent", "person_is_case_ready", "identity_confirmed"),
    *("address_recorded", "person_not_blocked", "influential_consents_if_used", "person_told"),
    *("new_facts_written", "criteria_current", "promises_owned", "limitation_covers_meeting"),
)
SURNAMES = ("Muestra", "Ejemplo", "Figurada")


@dataclass
class CallIn:
    """A meeting with a date, its people, and what happened so far."""

    town: Town
    cohort: Cohort
    meeting: Meeting
    people: list[Pathway] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    expired: set[UUID] = field(default_factory=set)

    def draft(self, place: int) -> Letter:
        """Let the clerk draft the letter of one person."""
        return draft_letter(
            self.town.acting("sec1"),
            self.listings[place],
            signatory_name="Marta Plantilla Vera",
            signatory_post="Directora de Seguridad Pública",
        )

    def approved(self, place: int, by: str = "jef1") -> Letter:
        """Let somebody approve a fresh letter of one person."""
        letter = self.draft(place)
        approve_letter(self.town.acting(by), letter)
        return letter

    def ordered(self, *letters: Letter) -> BackgroundWork:
        """Let the clerk ask for letters as one document."""
        ids = [one.id for one in letters]
        return order_letters(self.town.acting("sec1"), self.meeting, letter_ids=ids)

    def printed(self, *letters: Letter) -> BackgroundWork:
        """Let the clerk ask for letters, and the jobs print them."""
        work = self.ordered(*letters)
        run_here(self.town.acting("sys1"), work)
        return work

    def by_two(self, key: str, row: Any, first: str, second: str, **fields: Any) -> Any:
        """Propose a step as one user and confirm it as another."""
        approval = propose(self.town.acting(first), key, row, **fields)
        return confirm(self.town.acting(second), approval, self.town.actor(first), row, **fields)


@pytest.fixture
def callin(town: Town, monkeypatch: pytest.MonkeyPatch) -> CallIn:
    """Give a call-in in ten days with three listed people; lower conditions are met."""
    cohort = a_cohort(town)
    met: dict[str, Any] = {name: lambda _look: None for name in BELOW}
    made = CallIn(town, cohort, a_meeting(town, cohort))

    def case_live(look: Look) -> Gap:
        return {"date": "—"} if look.row.subject_id in made.expired else None

    for name, judge in {**met, "case_live": case_live}.items():
        monkeypatch.setitem(GUARDS, name, Guard(name, judge, of_form=False))
    _settle(town)
    assign(town, "fis1", cohort)
    for surname in SURNAMES:
        made.people.append(a_person(town, cohort, surname))
    guarantee_safe_passage(
        town.acting("fis1"),
        made.meeting,
        scope="La reunión, la ida y la vuelta.",
        exceptions="Una orden anterior de un tribunal; un delito nuevo.",
        valid_until=town.clock().date() + timedelta(days=30),
    )
    made.listings = [listed(town, made.meeting, one) for one in made.people]
    return made


def a_meeting(town: Town, cohort: Cohort) -> Meeting:
    """Plan a meeting in ten days and fix its date."""
    at = town.clock() + timedelta(days=10, hours=8)
    meeting = plan_meeting(
        town.acting("sec1"),
        cohort,
        proposed_at=at,
        venue="Centro Comunitario Ejemplo",
        address="Calle Ejemplo 100",
        capacity=20,
        duration_min=90,
        access_notes="metro Ejemplo, salida norte",
        contact_name="Iris Maqueta Luna",
        contact_phone="+56 9 6123 4567",
        reply_by=at.date() - timedelta(days=2),
        institutions_present="Municipalidad, servicios de empleo y salud",
        services_announced="trabajo, estudios y salud",
    )
    meeting.held_at = at
    meeting.stand("SCHEDULED")
    town.session.flush()
    return meeting


def _settle(town: Town) -> None:
    town.users["fis1"].post = "Fiscal Adjunta"
    seed_texts(town.session, "cl", town.clock())
    for name, value in {**EXAMPLE_SETTINGS, "paper_size": "oficio"}.items():
        row = Setting(
            name=name,
            profile="cl",
            value=value,
            in_force_from=town.clock().date(),
            approved_on=town.clock().date(),
            set_by_ref="test",
        )
        placed(town, row)


def a_person(town: Town, cohort: Cohort, surname: str) -> Pathway:
    pathway = a_pathway(town, cohort, surname=surname)
    address = Address(
        person_id=pathway.person_id,
        municipality_id=town.place.id,
        recorded_at=town.clock(),
        key_ref=pathway.person_id,
    )
    address.line = f"Pasaje {surname} 123"
    placed(town, address, pathway)
    return pathway


def listed(town: Town, meeting: Meeting, pathway: Pathway) -> Listing:
    release_facts(
        town.acting("fis1"),
        pathway,
        sentence="P01R.01",
        zone="Sector Ejemplo",
        recipients="La persona invitada",
        valid_until=town.clock().date() + timedelta(days=60),
    )
    record_warrant_check(
        town.acting("fis1"), pathway, checked_at=town.clock(), result=WarrantResult.NONE
    )
    return list_person(town.acting("jef1"), pathway, meeting_id=meeting.id)


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page in one line."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return [" ".join(page.extract_text().split()) for page in reader.pages]
