"""A real series for the evaluation: public use of alcohol and drugs in Las Condes since 2015.

The counts are public statistics of the Centro de Estudios y Análisis del Delito (police cases by
comuna and month, Metropolitan Region, 2015-01 to 2020-08), taken by way of
bastianolea/delincuencia_chile (099a5cd5). The press reported a programme from September 2019 on.
"""

from datetime import date, timedelta
from importlib.resources import files

from dmi.demo.staff import CODE, NAME
from dmi.demo.staff import Stage as Play
from dmi.kernel.calendar import add_months
from dmi.outcomes import queries
from dmi.outcomes.acts.counting import hand_in_counts
from dmi.outcomes.acts.judging import MONTHS_FOLLOWED, followed_until, record_judged_group
from dmi.outcomes.acts.planning import ask_run, lock_plan, write_plan
from dmi.outcomes.models.evaluation import EvaluationPlan
from dmi.outcomes.words import Estimator, Indicator, UnitKind
from dmi.owed.runners import run_here
from dmi.territory.acts.cohort import record_market
from dmi.territory.words import MarketType

SERIES = "public_use_rm.csv.gz"
SOURCE = "CEAD"
DEFINITION = "Casos policiales (denuncias y detenciones flagrantes) por mes, fuente CEAD."
DAYS_AGO = 20


def write(play: Play) -> None:
    """Hand in the counts, lock the plan, and leave the computing to the clockwork."""
    now, play.at = play.at, play.at - timedelta(days=DAYS_AGO)
    _hand_in(play)
    plan = _write_plan(play)
    play.move(days=1)
    lock_plan(play.acting("ana1"), plan)
    play.at = now
    ask_run(play.acting("ana1"), plan)
    _tell_judgments(play)


def _tell_judgments(play: Play) -> None:
    """Write down two invented groups of people charged: nobody publishes real ones by place."""
    year = add_months(play.today, -MONTHS_FOLLOWED).year
    for group, (charged, judged, convicted) in enumerate(((84, 61, 43), (97, 66, 47))):
        first = date(year - 2 + group, 1, 1)
        record_judged_group(
            play.acting("ana1"),
            None,
            formalised_from=first,
            formalised_to=first.replace(month=12, day=31),
            formalised=charged,
            judged=judged,
            convicted=convicted,
            counted_on=followed_until(first.replace(month=12, day=31)),
            source="Cifras inventadas para la demostración",
        )


def _hand_in(play: Play) -> None:
    analyst = play.acting("ana1")
    load = hand_in_counts(
        analyst,
        None,
        content=(files("dmi.demo") / SERIES).read_bytes(),
        media_type="application/gzip",
        source=SOURCE,
        indicator=Indicator.PUBLIC_USE,
        unit_kind=UnitKind.CITYWIDE,
    )
    work = queries.work_of(analyst, load.id)
    if work is not None:
        run_here(play.acting("sys1"), work)


def _write_plan(play: Play) -> EvaluationPlan:
    market = record_market(
        play.acting("ter1"),
        None,
        code="M-2019",
        name=f"{NAME}, comuna entera",
        market_type=MarketType.STREET,
        public_name=NAME,
    )
    analyst = play.acting("ana1")
    areas = queries.known_units(analyst, SOURCE, Indicator.PUBLIC_USE)
    return write_plan(
        analyst,
        market,
        source=SOURCE,
        unit_code=CODE,
        area_name=NAME,
        primary_outcome=Indicator.PUBLIC_USE,
        indicator_label="consumo de alcohol y drogas en la vía pública",
        definition_line=DEFINITION,
        primary_estimator=Estimator.DID,
        start_month="2019-09",
        window_from="2015-01",
        window_to="2020-08",
        comparison=[one for one in areas if one != CODE],
        buffer=[],
    )
