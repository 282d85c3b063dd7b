"""What a stored result puts into the mayor's page, in the reader's language."""

from uuid import UUID

from flask import render_template
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.papers import Wording, version_of
from dmi.outcomes import queries
from dmi.outcomes.disclosure import band
from dmi.outcomes.models.evaluation import EvaluationRun, OutcomeReport
from dmi.outcomes.tallies.ways import came_to
from dmi.outcomes.views import telling
from dmi.outcomes.views.figure import figure
from dmi.outcomes.words import Verdict
from dmi.policy.states import Stage
from dmi.profiles.queries import blocks_of
from dmi.profiles.words import PaperId
from dmi.web.frame import language

ORDER = (
    Verdict.ATTRIBUTABLE_FALL,
    Verdict.NOT_DISTINGUISHED,
    Verdict.RISE,
    Verdict.INSUFFICIENT,
)
"""The verdicts in the order of the closed list of sentences (texts.md, P19V)."""


TOLD = {
    "invited": Stage.INVITED,
    "attended": Stage.ATTENDED,
    "enrolled": Stage.ENROLLED,
    "completed": Stage.GRADUATED,
}
"""How far people got, by the names of the paper's placeholders."""


def verdict_sentence(acting: Acting, run: EvaluationRun) -> str:
    """Return the one of the four approved sentences that says a verdict.

    Raises:
        Unmet: their words have no approval.
    """
    sentences = Wording(PaperId("P19V"), {}, language=language())
    return blocks_of(version_of(acting, sentences))[ORDER.index(run.verdict)].text


def people(acting: Acting, market_id: UUID) -> dict[str, str]:
    """Return how many people got how far, as the public may read it: in spans of ten."""
    least = acting.number("suppress_public")
    found = came_to(acting, market_id, TOLD.values())
    return {name: band(found[stage], least) for name, stage in TOLD.items()}


def limits(report: OutcomeReport) -> str:
    """Return what cannot be known, with the well-known claim beside what replications found."""
    claim = _(
        "The claim that crime falls by 30 to 70 % comes from before-and-after figures. "
        "Of seven trained cities three never held a meeting; of the four that did, crime fell "
        "in one. On average it fell by 16 % where the programme was held and by 4 % over all "
        "(Saunders, Robbins and Ober 2017)."
    )
    return f"{report.limits_text} {claim}"


def mayor_wording(acting: Acting, report: OutcomeReport) -> Wording:
    """Return P19M: counts, comparison, one of four verdicts, figure, what nobody can know."""
    run = report.run
    people_then = (report.body or {}).get("people", {})
    least = acting.number("suppress_public")
    drawn = figure(run, least)
    compared = telling.comparison(run, least)
    holds = {"has_interval"} if telling.difference(run, least) else set()
    if not compared:
        holds.add("no_comparison")
    had_a_result = queries.had_a_result(acting, run.plan)
    holds.add("after_results" if had_a_result else "before_results")
    values = {
        **_result_values(acting, run),
        **_plan_values(run),
        **{f"{name}_count": told for name, told in people_then.items()},
        "comparison_sentence": compared or str(_("there are none.")),
        "figure_alt": drawn.description if drawn else str(_("No figure could be drawn.")),
        "harms_sentence": report.harms_text,
        "limits_text": limits(report),
    }
    return Wording(
        PaperId("P19M"),
        values,
        frozenset(holds),
        language(),
        drawing=render_template("outcomes/_figure.html", figure=drawn) if drawn else "",
    )


def _result_values(acting: Acting, run: EvaluationRun) -> dict[str, str]:
    least = acting.number("suppress_public")
    counted = telling.counted(run, least)
    between = telling.difference(run, least) or ("", "")
    return {
        "months_before": counted["months_before"],
        "months_after": counted["months_after"],
        "count_before": counted["before"],
        "count_after": counted["after"],
        "verdict_sentence": verdict_sentence(acting, run),
        "interval_low": between[0],
        "interval_high": between[1],
        **{f"{name}_count": told for name, told in people(acting, run.plan.market_id).items()},
    }


def _plan_values(run: EvaluationRun) -> dict[str, str]:
    said = run.results["plan"]
    year, month = said["start"].split("-")
    return {
        "area_name": said["area"],
        "intervention_date": f"01-{month}-{year}",
        "indicator_name": said["indicator"],
        "plan_locked_at": said["locked_on"],
        "plan_locked_by": said["locked_by"] or str(_("Observatory analyst")),
        "plan_changes_sentence": " ".join(telling.changes(run))
        or str(_("The plan did not change.")),
        "definition_line": said["definition"],
    }
