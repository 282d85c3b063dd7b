"""Pages of the register of points."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.territory.acts import point as acts
from dmi.territory.forms import point as forms
from dmi.territory.forms.place import WithdrawForm
from dmi.territory.models.point import PointChange, SalePoint
from dmi.territory.queries import place as places
from dmi.territory.queries import point as queries
from dmi.territory.queries import procedure as procedures
from dmi.territory.views.asked import more, one_of, one_row
from dmi.territory.views.blueprint import NEW, READERS, WRITERS, bp
from dmi.territory.views.map import distance_shown, hint_shown, map_of, place_words
from dmi.territory.views.plain import answered, prepared
from dmi.territory.words import PointStatus, Substance
from dmi.web.frame import day
from dmi.web.guard import acting, page
from dmi.web.sentences import word
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write


@page(bp, "/points", reads=DataClass.TERRITORY, roles=READERS)
def points() -> ResponseReturnValue:
    """List the points that stand, the newest recorded first."""
    current = acting()
    near = current.number("near_school_metres")
    wanted = queries.Wanted(
        status=one_of(PointStatus, "status"),
        near_m=near if request.args.get("near") else None,
        sector=one_row("sector"),
    )
    found = queries.points(current, wanted, request.args.get("after"))
    return render_template(
        "territory/points.html",
        rows=[(row, distance_shown(current, row)) for row in found.rows],
        wanted=wanted,
        statuses=list(PointStatus),
        near_m=near,
        older_href=more("territory.points", found.older),
        filtered=bool(wanted.status or wanted.near_m or wanted.sector),
        writes=current.by.role in WRITERS,
    )


@page(bp, "/points/new", methods=("GET", "POST"), declared=NEW)
def new_point() -> ResponseReturnValue:
    """Write a point down."""
    form = prepared(forms.PointForm())
    return answered(
        form,
        _("New point of sale"),
        "territory.points",
        lambda: acts.record_point(acting(), None, **form.values()),
        lambda made: flash(_("Recorded: %(name)s.", name=made.code), "ok"),
    )


@page(bp, "/points/<uuid:row_id>", reads=DataClass.TERRITORY, shows=SalePoint, roles=READERS)
def point(row_id: UUID) -> ResponseReturnValue:
    """Show one point: where it lies, how it stands, and everything that changed."""
    current = acting()
    row = queries.point(current, row_id)
    changes = acts.changes_of(current, row)
    people = [one.by_id for one in changes] + [row.withdrawn_by_id]
    standing = acts.standing(changes)
    sector, school = row.sector, row.nearest_school
    return render_template(
        "territory/point.html",
        row=row,
        facts=_facts(current, row),
        drawing=map_of(current, [sector] if sector else [], [row], [school] if school else []),
        changes=changes[::-1],
        undone={one.undoes_id for one in changes if one.undoes_id},
        names=places.names_of(current, people),
        procedures=procedures.of_point(current, row),
        writes=current.by.role in WRITERS and row.withdrawn_at is None,
        may_undo=len(standing) > 1,
    )


def _facts(current: Acting, row: SalePoint) -> list[tuple[str, ...]]:
    """Return what is on record about a point, as exact as this reader needs it."""
    shown: list[tuple[str, ...]] = [
        (_("Detected on"), day(row.detected_on)),
        (_("Source"), word(row.source)),
        (_("Drugs seen"), _drugs(row) or "–"),
    ]
    if row.sector is not None:
        href = url_for("territory.sector", row_id=row.sector.id)
        shown.append((_("Sector"), row.sector.name, href))
    if hint := hint_shown(current, row):
        shown.append((_("How the place is found"), hint))
    shown.append((_("Place"), place_words(current, row) or "–"))
    if row.nearest_school is not None:
        distance = distance_shown(current, row)
        shown.append((_("Nearest school"), f"{row.nearest_school.name}, {distance}"))
    return shown


def _drugs(row: SalePoint) -> str:
    return ", ".join(word(Substance(one)) for one in row.drugs_seen or [])


def _to_point(row: Any, _result: PointChange) -> str:
    return url_for("territory.point", row_id=row.id)


for name, label, run, form_class in (
    ("change_point", N_("Change how it stands"), acts.change_point, forms.ChangeForm),
    ("undo_change", N_("Take the last change back"), acts.undo_change, forms.UndoChangeForm),
    ("withdraw_point", N_("Withdraw the point"), acts.withdraw_point, WithdrawForm),
):
    add_write(
        bp, name, WritePage(label, SalePoint, DataClass.TERRITORY, run, form_class, _to_point)
    )

TITLES[SalePoint] = lambda _acting, row: str(row.code)
