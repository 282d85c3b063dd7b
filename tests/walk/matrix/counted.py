"""One row of each kind of the evaluation, which no person's way makes."""

from datetime import date

from sqlalchemy import select

from dmi.access import sight
from dmi.access.papers import keep
from dmi.outcomes.models.blocks import BlockAnalysis
from dmi.outcomes.models.evaluation import (
    AreaCount,
    CouncilReport,
    CountLoad,
    EvaluationPlan,
    EvaluationRun,
    OutcomeReport,
    ResearchExtract,
)
from dmi.outcomes.models.followed import FollowUpAnalysis
from dmi.outcomes.models.judged import JudgedGroup
from dmi.outcomes.words import Estimator, Indicator, ReportKind, UnitKind, Verdict
from dmi.territory.models.cohort import Cohort, Market
from tests.builders import placed
from tests.people import Town

MONTHS = [f"{2023 + month // 12}-{month % 12 + 1:02}" for month in range(36)]
CASES = [12, 9, 3, 14, 8, 11, 7, 10, 13, 2, 9, 12] * 2 + [5, 6, 4, 7, 3, 8, 5, 6, 4, 7, 9, 1]
RESULT = {
    "months": MONTHS,
    "start": 24,
    "area": CASES,
    "others": [9.5] * 36,
    "band": [None] * 24 + [[4.0, 12.0]] * 12,
    "hidden": {
        "internal": [count < 5 for count in CASES],
        "public": [count < 10 for count in CASES],
    },
    "told": {
        "months_before": 12,
        "months_after": 12,
        "before": 110,
        "after": 65,
        "others": 40,
        "others_before": 4000,
        "others_after": 3900,
    },
    "difference": [-50.0, 10.0],
    "primary": "DID",
    "estimators": [
        {"estimator": "RATE_RATIO", "value": 0.6, "low": 0.4, "high": 0.8, "note": "description"},
        {"estimator": "DID", "value": 0.7, "low": 0.5, "high": 1.2, "rank": 4, "n": 41},
        {"estimator": "WDD", "unit": "cases", "refused": "W_WDDSCALE", "net": 12.0},
    ],
    "in_time": [{"estimator": "DID", "start": "2024-01", "value": 0.9, "low": 0.6, "high": 1.3}],
    "loads": [],
    "plan": {
        "area": "Sector oriente",
        "indicator": "casos de drogas",
        "definition": "Casos policiales, fuente CEAD.",
        "source": "CEAD",
        "start": "2025-01",
        "locked_on": "23-11-2026",
        "locked_by": "Analista",
        "changes": [],
    },
    "left_out": ["13999"],
}


def count_something(town: Town) -> None:
    """Write an import with a rejected row, a locked plan, its result and what left."""
    market = town.session.scalars(select(Market).order_by(Market.id)).first()
    analyst = town.users["ana1"].id
    load = CountLoad(
        source="CEAD",
        indicator=Indicator.DRUG,
        unit_kind=UnitKind.CITYWIDE,
        read_at=town.clock(),
        outcome={
            "kept": 1,
            "stood": 0,
            "units": 1,
            "first": "2023-01",
            "last": "2023-01",
            "rejected": 1,
            "faults": [[3, "count", "E_NONINT", "1,5"]],
            "zeros": [["13999", "2024-01"]],
        },
    )
    placed(town, load, market)
    count = AreaCount(
        load_id=load.id,
        unit_code="13114",
        unit_kind=UnitKind.CITYWIDE,
        period="2023-01",
        indicator=Indicator.DRUG,
        events=12,
        source="CEAD",
    )
    placed(town, count, load)
    plan = EvaluationPlan(
        market_id=market.id if market else None,
        version=1,
        source="CEAD",
        unit_code="13114",
        area_name="Sector oriente",
        primary_outcome=Indicator.DRUG,
        indicator_label="casos de drogas",
        definition_line="Casos policiales, fuente CEAD.",
        primary_estimator=Estimator.DID,
        start_month="2025-01",
        window_from="2023-01",
        window_to="2025-12",
        comparison=["13101"],
        buffer=[],
        locked_at=town.clock(),
        locked_by_id=analyst,
    )
    placed(town, plan, market)
    run = EvaluationRun(
        plan_id=plan.id,
        run_at=town.clock(),
        input_hash="0" * 64,
        results=RESULT,
        warnings=["W_ONEAREA", "W_OVERDISP"],
        verdict=Verdict.NOT_DISTINGUISHED,
        count_before=110,
        count_after=65,
    )
    placed(town, run, plan)
    blocks = BlockAnalysis(
        plan_id=plan.id,
        number=1,
        by_id=town.users["ana1"].id,
        spec={"outcomes": ["n"]},
        input_hash="0" * 64,
        run_at=town.clock(),
        results=BLOCKS,
    )
    placed(town, blocks, plan)
    followed = FollowUpAnalysis(
        plan_id=plan.id,
        number=1,
        by_id=town.users["ana1"].id,
        moments=[26.0],
        input_hash="0" * 64,
        run_at=town.clock(),
        results=FOLLOWED,
    )
    placed(town, followed, plan)
    page = OutcomeReport(
        run_id=run.id,
        kind=ReportKind.MAYOR,
        harms_text="Ningún reclamo.",
        limits_text="Si la venta se movió a otro lugar.",
    )
    placed(town, page, run)
    told = CouncilReport(
        period="2025-Q1",
        prior_reference="Acuerdo de la sesión de marzo.",
        signatory_name="Inés Muestra",
        signatory_post="Directora de Seguridad Pública",
        initials="IMM",
        complaints=12,
        complaints_on_time=11,
        limits_text="Si la venta se movió a otro lugar.",
    )
    placed(town, told)
    judged = JudgedGroup(
        formalised_from=date(2024, 1, 1),
        formalised_to=date(2024, 12, 31),
        formalised=80,
        judged=60,
        convicted=40,
        counted_on=date(2026, 1, 5),
        source="Letter of the prosecutor's office",
    )
    placed(town, judged)
    _an_extract(town)


_ROW = {"outcome": "n", "treated": 28.0, "control": 37.56, "pct": -25.5, "p": 0.092}
_ROW |= {"low": -49.3, "high": 9.7, "permutation_p": 0.14}
BLOCKS = {
    "fault": None,
    "constraints": 58,
    "positive_weights": 211,
    "max_weight": 0.8795,
    "effective_sample_size": 100.9,
    "max_balance_error": 0.0,
    "results": [{"end_post": 14, **_ROW}],
    "placebo_in_time": [{"match_through": 8, "score_through": 12, **_ROW}],
    "warnings": ["W_PLACEBO_TIME"],
    "notes": [],
}


_CURVE = {"at": 52.0, "at_risk": 319, "survival": 0.7361, "low": 0.6919, "high": 0.7751}
_ALL = {"people": 432, "events": 114, "curve": [_CURVE]}
FOLLOWED = {
    "fault": None,
    "people": 432,
    "events": 114,
    "unit": "week",
    "overall": _ALL,
    "groups": [{"group": "0", **_ALL}, {"group": "1", **_ALL}],
    "logrank": {"chi2": 3.8376, "df": 1, "p": 0.0501},
    "cox": {
        "log_likelihood": -658.748,
        "terms": [
            {
                "name": "fin",
                "coef": -0.3794,
                "se": 0.1914,
                "hr": 0.6843,
                "low": 0.4702,
                "high": 0.9957,
                "p": 0.0474,
                "proportional_p": 0.9,
            }
        ],
    },
    "left_out": ["nota"],
    "warnings": ["W_FEWEVENTS"],
    "notes": [],
}


def _an_extract(town: Town) -> None:
    """Write an extract that was approved and holds nobody."""
    cohort = town.session.scalars(select(Cohort).order_by(Cohort.id)).first()
    file = keep(town.acting("jef1"), b"extract,row", "text/csv", None)
    town.session.info[sight.ACTING] = None
    extract = ResearchExtract(
        cohort_id=cohort.id if cohort else None,
        recipient="Ana Muestra",
        institution="Universidad de Ejemplo",
        purpose="Cuánto dura el apoyo hasta el egreso.",
        least=10,
        approved_at=town.clock(),
        approved_by_id=town.users["jef1"].id,
        file_id=file.id,
        cells=[],
        columns=[],
        withheld=0,
    )
    placed(town, extract)
