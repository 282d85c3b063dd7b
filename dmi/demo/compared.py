"""How the market of a cohort was chosen: two candidates side by side and a frozen baseline."""

from datetime import date, timedelta

from sqlalchemy import select

from dmi.demo.staff import Stage as Play
from dmi.territory.acts.area import draw_market
from dmi.territory.acts.choice import freeze_baseline, score_market
from dmi.territory.acts.cohort import record_market
from dmi.territory.acts.place import record_sector
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.models.hotspots import HotSpotRun
from dmi.territory.models.place import Sector
from dmi.territory.queries.comparing import what_is_compared
from dmi.territory.words import MarketCriterion, MarketType, SectorKind

RANKED = "Es el punto con más llamados de vecinos y con menos violencia armada de los dos medidos."
OTHERS = "Se midió también el sector de la plaza, donde los llamados bajaron por sí solos."
PASSED_OVER = "M-90"
NEXT = "Plaza Norte"
NEXT_MARKS: dict[MarketCriterion, tuple[int, str]] = {
    MarketCriterion.COMPLAINTS: (8, "Las denuncias se juntan en dos cuadras, de varias fuentes."),
    MarketCriterion.PROCEDURES: (5, "Procedimientos repetidos frente a la plaza, sin detenidos."),
    MarketCriterion.VIOLENCE: (6, "Dos riñas en el último año, ninguna con armas de fuego."),
    MarketCriterion.SCHOOLS: (7, "Un colegio a pocas cuadras de la plaza."),
    MarketCriterion.OPEN_SALE: (8, "La venta se ve desde los bancos de la plaza."),
    MarketCriterion.COMMUNITY: (4, "Los vecinos recién empiezan a reunirse."),
}
MARKS: dict[MarketCriterion, tuple[tuple[int, str], tuple[int, str]]] = {
    MarketCriterion.COMPLAINTS: (
        (9, "Concentra la mayor parte de las denuncias de venta del último año."),
        (5, "Tuvo muchas denuncias, pero bajaron desde el cierre del quiosco."),
    ),
    MarketCriterion.PROCEDURES: (
        (7, "Varios procedimientos con incautación en los mismos pasajes."),
        (4, "Pocos procedimientos, y casi todos por consumo en la vía pública."),
    ),
    MarketCriterion.VIOLENCE: (
        (8, "Sin armas de fuego en los procedimientos del último año."),
        (6, "Una riña con arma blanca en la plaza durante el verano."),
    ),
    MarketCriterion.SCHOOLS: (
        (8, "Un colegio básico a dos cuadras del pasaje más activo."),
        (3, "Ningún colegio a menos de trescientos metros."),
    ),
    MarketCriterion.OPEN_SALE: (
        (9, "La venta se ve desde la calle, a cualquier hora de la tarde."),
        (5, "La venta pasó en buena parte a reparto a domicilio."),
    ),
    MarketCriterion.COMMUNITY: (
        (9, "La junta de vecinos se reúne cada mes y ofreció su sede."),
        (6, "Hay vecinos dispuestos, pero aún sin organización."),
    ),
}


def compare(play: Play, cohort: Cohort) -> None:
    """Score the cohort's market beside the one passed over, freeze its months, and choose it."""
    for place, market in enumerate((cohort.market, _passed_over(play))):
        play.move(minutes=20)
        marks = {criterion: both[place] for criterion, both in MARKS.items()}
        score_market(play.acting("ana1"), market, marks=marks)
    play.move(minutes=20)
    sector = _sector(play, cohort)
    if sector.polygon:
        draw_market(play.acting("ter1"), cohort.market, sectors=[sector.id])
    this_month = play.today.replace(day=1)
    freeze_baseline(
        play.acting("ana1"),
        cohort.market,
        from_on=date(this_month.year - 1, this_month.month, 1),
        to_on=this_month - timedelta(days=1),
        sectors=[sector.id],
    )
    play.both(
        "ana1",
        "jef1",
        "M.choose_market",
        cohort,
        ranking_reason=RANKED,
        alternatives_considered=OTHERS,
        compared=what_is_compared(play.acting("ana1"), cohort),
    )


def next_candidate(play: Play, run: HotSpotRun) -> None:
    """Score a market for the next cohort by its place in a ranking."""
    cells = (run.result or {})["cells"]
    place = next(one["rank"] for one in cells if one["sector"] == NEXT and one["is_eligible"])
    market = record_market(
        play.acting("ter1"),
        None,
        code="M-91",
        name=NEXT,
        market_type=MarketType.STREET,
        public_name=f"sector {NEXT}",
    )
    area = play.session.scalars(select(Sector).where(Sector.name == NEXT)).one()
    draw_market(play.acting("ter1"), market, sectors=[area.id])
    score_market(play.acting("ana1"), market, marks=NEXT_MARKS, run_id=run.id, run_place=place)


def _sector(play: Play, cohort: Cohort) -> Sector:
    """Return the sector that bears the market's name: the drawn one where there is one."""
    acting = play.acting("ter1")
    known = play.session.scalars(select(Sector).where(Sector.name == cohort.name)).first()
    made = known or record_sector(acting, None, name=cohort.name, kind=SectorKind.NEIGHBOURHOOD)
    play.session.flush()
    return made


def _passed_over(play: Play) -> Market:
    acting = play.acting("ter1")
    known = play.session.scalars(select(Market).where(Market.code == PASSED_OVER)).first()
    return known or record_market(
        acting,
        None,
        code=PASSED_OVER,
        name="Plaza Los Rosales",
        market_type=MarketType.MIXED,
        public_name="sector Plaza Los Rosales",
    )
