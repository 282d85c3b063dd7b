"""Pages of rankings: asked for, watched, read, and taken away as a table or a picture."""

from typing import Any
from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import dmi.territory.ranking.run  # noqa: F401 - the jobs find who does this work
from dmi.access.acting import Acting
from dmi.access.acts import may_write
from dmi.documents.press import print_batch
from dmi.kernel.cells import as_csv
from dmi.kernel.refusals import Faults, NotKnown
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import WorkStatus
from dmi.territory.acts import hotspots as acts
from dmi.territory.forms.hotspots import RankingForm, input_of
from dmi.territory.models.hotspots import HotSpotRun
from dmi.territory.queries import hotspots as queries
from dmi.territory.views import ranking_told as told
from dmi.territory.views.blueprint import NEW, READERS, bp
from dmi.territory.views.ranking_drawing import drawing
from dmi.territory.views.ranking_paper import ranking_paper
from dmi.web.frame import moment
from dmi.web.guard import acting, page
from dmi.web.papers import pdf

UNDER_WAY = (WorkStatus.QUEUED, WorkStatus.RUNNING)


@page(bp, "/hotspots", reads=DataClass.TERRITORY, roles=READERS)
def hotspots() -> ResponseReturnValue:
    """List the rankings of the place, newest first."""
    current = acting()
    return render_template(
        "territory/hotspot_list.html",
        lines=[(line, told.state(line)) for line in queries.runs(current)],
        input_of=input_of,
        writes=may_write(current.by.role, DataClass.TERRITORY),
    )


@page(bp, "/hotspots/new", methods=("GET", "POST"), declared=NEW)
def new_ranking() -> ResponseReturnValue:
    """Ask for a ranking."""
    current, form = acting(), RankingForm()
    form.at, form.today, form.zone = current.at, current.today, current.zone
    form.fill(current, _like(current))
    if form.validate_on_submit():
        try:
            run = acts.ask_ranking(
                current,
                None,
                files=form.files(),
                months=int(form.months.data),
                parameters=form.parameters(current.number("suppress_internal")),
            )
        except Faults as refusal:
            form.blame(refusal)
        else:
            return redirect(url_for("territory.hotspot", row_id=run.id), 303)
    body = render_template("territory/hotspot_new.html", form=form)
    return body, 400 if form.errors else 200


@page(bp, "/hotspots/<uuid:row_id>", reads=DataClass.TERRITORY, shows=HotSpotRun, roles=READERS)
def hotspot(row_id: UUID) -> ResponseReturnValue:
    """Show a ranking, or how far it is."""
    current = acting()
    run = queries.run(current, row_id)
    result: dict[str, Any] = run.result or {}
    return render_template(
        "territory/hotspot.html",
        run=run,
        result=result,
        under_way=run.result is None and run.work is not None and run.work.status in UNDER_WAY,
        drawn=drawing(result["map"], result["cells"]) if result.get("map") else None,
        told=told,
        input_of=input_of,
        writes=may_write(current.by.role, DataClass.TERRITORY),
    )


@page(bp, "/hotspots/<uuid:row_id>/ranking.csv", reads=DataClass.TERRITORY, roles=READERS)
def ranking_table(row_id: UUID) -> Response:
    """Give the table of a ranking for a spreadsheet."""
    run = queries.run(acting(), row_id)
    if run.result is None:
        raise NotKnown
    text = as_csv(told.table(run))
    answer = Response("\ufeff" + text, content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename="ranking.csv")
    return answer


@page(bp, "/hotspots/<uuid:row_id>/map.svg", reads=DataClass.TERRITORY, roles=READERS)
def ranking_map(row_id: UUID) -> Response:
    """Give the map of a ranking as a picture."""
    run = queries.run(acting(), row_id)
    if run.result is None or not run.result.get("map"):
        raise NotKnown
    picture = render_template(
        "territory/hotspot_map.svg",
        drawn=drawing(run.result["map"], run.result["cells"]),
        title=_("Where incidents gather, ranked on %(when)s", when=moment(run.run_at)),
    )
    answer = Response(picture, content_type="image/svg+xml; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename="map.svg")
    return answer


@page(bp, "/hotspots/<uuid:row_id>/ranking.pdf", reads=DataClass.TERRITORY, roles=READERS)
def ranking_on_paper(row_id: UUID) -> Response:
    """Give a ranking as a working paper."""
    current = acting()
    run = queries.run(current, row_id)
    if run.result is None:
        raise NotKnown
    return pdf(print_batch([ranking_paper(current, run)]).pdf, "ranking")


def _like(current: Acting) -> HotSpotRun | None:
    """Return the ranking whose parameters the new one begins with, if one is named."""
    try:
        named = UUID(request.args.get("like", ""))
    except ValueError:
        return None
    return queries.run(current, named)
