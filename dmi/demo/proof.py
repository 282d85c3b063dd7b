"""Somebody named, identified and bought from, and what the laboratory found."""

from datetime import date, timedelta
from decimal import Decimal

from faker import Faker
from sqlalchemy import select

from dmi.demo.ground import Ground
from dmi.demo.staff import Stage as Play
from dmi.eligibility.acts.evidence import certify_evidence
from dmi.evidence.acts.buy import record_buy
from dmi.evidence.acts.custody import seal_item
from dmi.evidence.acts.item import (
    deliver_to_laboratory,
    record_field_test,
    record_laboratory_return,
)
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.item import EvidenceItem
from dmi.evidence.words import CustodyHolder, FirstOffer, LabOutcome, Recording, SealState
from dmi.kernel.identifiers import mod11
from dmi.people.acts.attribution import attribute_buy
from dmi.people.acts.nomination import begin_buys, identify, nominate
from dmi.people.models.pathway import Pathway
from dmi.people.words import (
    IdentityBasis,
    InformationGrade,
    Recognition,
    SellerRole,
    SourceGrade,
    SourceType,
)
from dmi.profiles.words import OffenceCode
from dmi.territory.words import Substance, Unit

SAW = "Se le vio entregar envoltorios y recibir dinero en la esquina, dos veces en una tarde."
SHELF = "Sala de custodia de la brigada"
SAME = "El video muestra su rostro al entregar; coincide con la ficha y con dos funcionarios."
PLACES = ("Pasaje Ejemplo con Calle Muestra", "Calle Prueba frente al 20", "Plaza del Ensayo")


def name_somebody(play: Play, cohort_ground: Ground, number: int) -> Pathway:
    """Write down that somebody was seen selling."""
    return nominate(
        play.acting("pol1"),
        cohort_ground.cohort,
        source_type=SourceType.OFFICER_OBSERVATION,
        source_grade=SourceGrade.B,
        information_grade=InformationGrade.GRADE_2,
        place=PLACES[number % len(PLACES)],
        observed_on=play.today - timedelta(days=1),
        suspicion_basis=SAW,
        in_market=True,
    )


def say_who(play: Play, pathway: Pathway, names: Faker, number: int) -> None:
    """Identify somebody by their document and a photograph."""
    body = str(11_000_000 + number * 1237)
    identify(
        play.acting("pol1"),
        pathway,
        identity_basis=IdentityBasis.RUN_AND_PHOTO,
        given_names=names.first_name(),
        surname_1=names.last_name(),
        surname_2=names.last_name(),
        birth_date=date(1994, 3, 2) + timedelta(days=97 * (number % 40)),
        run=f"{body}-{mod11(body)}",
        somebody_else=True,
    )


def start_buys(play: Play, pathway: Pathway) -> None:
    """Begin to build the evidence about one person."""
    begin_buys(play.acting("hnd1"), pathway)


def buy(play: Play, ground: Ground, pathway: Pathway, number: int, label: str) -> Buy:
    """Record one buy, carry its item to the laboratory and back, and say who sold."""
    play.move(hours=2)
    weight = Decimal("0.40") + Decimal(number % 5) / 20
    bought = record_buy(
        play.acting("hnd1"),
        ground.authorisation,
        occurred_at=play.at - timedelta(hours=1),
        ruc=ground.investigation.ruc,
        seller=label,
        place=PLACES[number % len(PLACES)],
        substance=Substance.COCA_BASE,
        officer_code=ground.code,
        recording=Recording.VIDEO,
        first_offer_by=FirstOffer.PERSON,
        offence_code=OffenceCode.L20000_4,
        nue=str(1_200_000 + number),
        description="Papelillo con sustancia beige",
        holder_post=SHELF,
        no_inducement=True,
        quantity=Decimal(1),
        unit=Unit.UNIT,
        gross_g=weight + Decimal("0.15"),
        net_g=weight,
        packaging="Bolsa transparente",
        seal_no=f"S-{number}",
        price=Decimal(3000),
    )
    _analyse(play, bought, number, weight)
    attribute_buy(
        play.acting("hnd1"),
        pathway,
        buy=bought.id,
        role=SellerRole.SELLER,
        recognition=Recognition.CERTAIN,
        basis=SAME,
    )
    return bought


def _analyse(play: Play, bought: Buy, number: int, weight: Decimal) -> None:
    item = play.session.scalars(select(EvidenceItem).where(EvidenceItem.buy_id == bought.id)).one()
    hand = "hnd1"
    record_field_test(
        play.acting(hand), item, result=LabOutcome.POSITIVE, substance=Substance.COCA_BASE
    )
    play.move(minutes=20)
    seal_item(
        play.acting(hand),
        item,
        at=play.at,
        from_institution=CustodyHolder.POLICE,
        from_post=SHELF,
        seal_no=f"S-{number}",
        packaging="Bolsa transparente",
    )
    play.move(minutes=40)
    deliver_to_laboratory(
        play.acting(hand),
        item,
        at=play.at,
        from_institution=CustodyHolder.POLICE,
        from_post=SHELF,
        to_institution=CustodyHolder.LABORATORY,
        to_post="Perito químico",
        seal_state=SealState.INTACT,
    )
    play.move(hours=5)
    record_laboratory_return(
        play.acting(hand),
        item,
        at=play.at,
        to_post=SHELF,
        seal_no=f"S-{number}-B",
        report_no=f"L-{number}",
        result=LabOutcome.POSITIVE,
        substance=Substance.COCA_BASE,
        gross_g=weight + Decimal("0.15"),
        net_g=weight,
        purity_pct=Decimal(30),
    )


def certify(play: Play, pathway: Pathway) -> None:
    """Let a prosecutor certify that the evidence would carry a case."""
    certify_evidence(play.acting("fis1"), pathway)
