"""The neighbours of a cohort's market: who stands with the programme, and what was done there.

Every organisation and every figure is invented.
"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from dmi.community.acts.contact import record_contact
from dmi.community.acts.partner import record_partner
from dmi.community.acts.survey import record_survey
from dmi.community.acts.work import record_work
from dmi.community.words import CommunityKind, PartnerKind, TechnologyKind, WorkKind
from dmi.demo.staff import Stage as Play
from dmi.territory.models.cohort import Cohort
from dmi.territory.queries.comparing import newest_baseline

Voice = tuple[str, str, PartnerKind, str, bool]
PHONE = "+56 9 8765 4321"
PARTNERS = (
    ("ter1", "Junta de vecinos Los Ejemplos", PartnerKind.NEIGHBOURS_COUNCIL, "Rita Muestra", True),
    ("com1", "Club deportivo Boceto", PartnerKind.CLUB, "Saúl Croquis", True),
    ("ter1", "Vecina del pasaje tres", PartnerKind.RESIDENT, "", True),
    ("ter1", "Capilla Santa Prueba", PartnerKind.FAITH, "Noé Trazo", False),
    ("jef1", "Escuela El Canelo", PartnerKind.SCHOOL, "Alba Diseño", False),
)
EARLIER = (
    ("ter1", "Junta de vecinos Pasajes del Alba", PartnerKind.NEIGHBOURS_COUNCIL, "", True),
    ("com1", "Centro de madres La Muestra", PartnerKind.CLUB, "Inés Bosquejo", True),
    ("ter1", "Vecino del pasaje siete", PartnerKind.RESIDENT, "", True),
)
ISSUES = "Poca luz en el pasaje interior y autos que se quedan un minuto en la esquina."
OUTCOME = "La municipalidad repone los focos; la junta avisa a los pasajes y vuelve en un mes."
RAISED = "Piden que la plaza se use en la tarde y preguntan a quién avisar sin dar el nombre."
PROMISED = "Se entregó la tarjeta de la línea segura en cada casa donde abrieron."
METHOD = (
    "Casa por casa en los pasajes del sector, una persona adulta por hogar, dos tardes y un "
    "sábado; preguntó la junta de vecinos con una hoja sin nombres."
)


def gather(play: Play, cohort: Cohort) -> None:
    """Let the market's neighbours meet, agree to speak, and be asked a first time."""
    sector = _sector(play, cohort)
    _ask(play, cohort, 164, ("12.2", "21.3", "34.8"))
    _meet(
        play,
        cohort,
        "ter1",
        kind=CommunityKind.MEETING,
        attendees=41,
        issues=ISSUES,
        outcome=OUTCOME,
    )
    _partners(play, sector, PARTNERS)
    _meet(
        play,
        cohort,
        "com1",
        kind=CommunityKind.DOOR_TO_DOOR,
        attendees=73,
        issues=RAISED,
        outcome=PROMISED,
    )


def agree(play: Play, cohort: Cohort) -> None:
    """Let the voices of an earlier market agree to speak, and no more."""
    _partners(play, _sector(play, cohort), EARLIER)


def improve(play: Play, cohort: Cohort) -> None:
    """Let light come to the passage and a camera to the square, and ask the neighbours again."""
    _ask(play, cohort, 151, ("47.7", "29.1", "36.4"))
    sector = _sector(play, cohort)
    began = play.today - timedelta(days=60)
    record_work(
        play.acting("ter1"),
        None,
        sector=sector,
        kind=WorkKind.LIGHTING,
        started_on=began,
        finished_on=began + timedelta(days=24),
        cost_clp=6_400_000,
        budget_line="Plan de luminarias, línea invernal",
        note="Ocho focos nuevos en el pasaje interior y en la esquina del paradero.",
    )
    record_work(
        play.acting("ter1"),
        None,
        sector=sector,
        kind=WorkKind.CAMERA,
        started_on=play.today - timedelta(days=12),
        technology=TechnologyKind.CAMERA,
        cost_clp=3_150_000,
        note="Cámara sobre la multicancha; mira el espacio y no las casas.",
    )


def _partners(play: Play, sector: UUID, told: Sequence[Voice]) -> None:
    """Write down who stands with the programme; who speaks agreed to it today."""
    for user, name, kind, who, speaks in told:
        play.move(minutes=6)
        record_partner(
            play.acting(user),
            None,
            name=name,
            kind=kind,
            sector=sector,
            contact_name=who,
            contact=PHONE if who else None,
            is_speaker=speaks,
            consent_on=play.today if speaks else None,
        )


def _ask(play: Play, cohort: Cohort, answers: int, shares: tuple[str, str, str]) -> None:
    """Write down a wave that was asked last week."""
    aware, safer, trust = map(Decimal, shares)
    record_survey(
        play.acting("ter1"),
        None,
        market=cohort.market_id,
        on=play.today - timedelta(days=8),
        n=answers,
        aware_pct=aware,
        safer_pct=safer,
        trust_pct=trust,
        method=METHOD,
    )


def _meet(play: Play, cohort: Cohort, user: str, **told: Any) -> None:
    """Write down what was done some days ago."""
    record_contact(
        play.acting(user),
        None,
        sector=_sector(play, cohort),
        on=play.today - timedelta(days=4),
        cohort=cohort.id,
        **told,
    )


def _sector(play: Play, cohort: Cohort) -> UUID:
    """Return the sector that the market was chosen in."""
    baseline = newest_baseline(play.acting("ter1"), cohort.market_id)
    assert baseline is not None  # noqa: S101 - the market was chosen before
    return UUID(baseline.sectors[0]["id"])
