"""The list of items and the custody ledger of one of them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import dmi.evidence.views.custody_sheet  # noqa: F401 - registers the paper
from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import may_write
from dmi.evidence import queries, rules
from dmi.evidence.detail import shown
from dmi.evidence.models.item import CustodyLink, EvidenceItem, LabResult
from dmi.evidence.views.blueprint import bp
from dmi.evidence.words import CustodyKind, LabKind, SealState
from dmi.kernel.local_time import instant_text
from dmi.policy.classes import DataClass
from dmi.web.guard import acting, page
from dmi.web.open_steps import open_steps
from dmi.web.papers import papers_of

SENT = (CustodyKind.TO_LABORATORY,)
YEAR_DAYS = 365


@page(bp, "/evidence-items", reads=DataClass.EVIDENCE)
def items() -> ResponseReturnValue:
    """List the items that the reader may know."""
    current = acting()
    found = queries.items(current, request.args.get("after"))
    current.saw(DataClass.EVIDENCE, *(row.id for row in found.rows))
    return render_template(
        "evidence/items.html",
        rows=found.rows,
        older=found.older,
        described=current.holds("EvidenceItem.description"),
    )


@page(bp, "/evidence-items/<uuid:row_id>", reads=DataClass.EVIDENCE, shows=EvidenceItem)
def item(row_id: UUID) -> ResponseReturnValue:
    """Show one item: its clocks, its chain of custody and what was found in it."""
    current = acting()
    row = sight.fetch(current, EvidenceItem, row_id, DataClass.EVIDENCE)
    current.saw(DataClass.EVIDENCE, row.id)
    links = queries.custody_of(current, row)
    own = queries.own_codes(current)
    results = queries.results_of(current, row)
    return render_template(
        "evidence/item.html",
        row=row,
        description=shown(current, "EvidenceItem.description", row.description),
        ledger=[_entry(current, link, own, before) for before, link in _pairs(links)],
        clocks=[_tile(current, clock) for clock in _clocks(current, row, links, results)]
        + [_chain_tile(links)],
        results=[_result(current, one) for one in results],
        may_test=may_write(current.by.role, DataClass.EVIDENCE)
        and sight.works_on(current, row, DataClass.EVIDENCE),
        steps=open_steps(current, row),
        papers=papers_of(current, row),
    )


def _result(current: Acting, row: LabResult) -> dict[str, Any]:
    """Return one test as the mode of detail lets it be shown."""
    names = ("substance", "gross_g", "net_g", "purity_pct")
    held = {name: shown(current, f"LabResult.{name}", getattr(row, name)) for name in names}
    return {"kind": row.kind, "result": row.result, "report_no": row.report_no, **held}


def _pairs(links: list[CustodyLink]) -> list[tuple[CustodyLink | None, CustodyLink]]:
    return list(zip([None, *links], links, strict=False))


def _entry(
    current: Acting, link: CustodyLink, own: frozenset[str], before: CustodyLink | None
) -> dict[str, Any]:
    """Return one line of the ledger as the reader may know it."""
    opened = link.seal_state in {SealState.BROKEN, SealState.REPLACED}
    opened = opened or link.kind is CustodyKind.OPENED
    return {
        "link": link,
        "giver": post_shown(link.from_post, own),
        "receiver": post_shown(link.to_post or "", own),
        "note": shown(current, "CustodyLink.note", link.note),
        "level": "warn" if opened else "ok",
        "gap": span_words(link.at - (before.received_at or before.at))
        if link.gap_flag and before
        else "",
        "since": span_words(link.at - before.at) if before else "",
    }


def post_shown(post: str, own: frozenset[str]) -> str:
    """Return a post; a code stays reserved but to the handler whose agent it is."""
    return str(_("Reserved code")) if rules.is_code(post) and post not in own else post


def span_words(span: timedelta) -> str:
    """Return hours and minutes in words."""
    minutes = abs(int(span.total_seconds())) // 60
    return str(_("%(hours)s h %(minutes)s min", hours=minutes // 60, minutes=minutes % 60))


def _clocks(
    current: Acting, row: EvidenceItem, links: list[CustodyLink], results: list[LabResult]
) -> list[rules.Clock]:
    sent = next((link for link in links if link.kind in SENT), None)
    found: list[rules.Clock] = []
    if row.health_due_at is not None and row.seized_at is not None:
        found.append(
            rules.Clock(
                _("To the health service"),
                row.seized_at,
                row.health_due_at,
                sent.at if sent else None,
            )
        )
    if sent is not None:
        due = sent.at + timedelta(days=current.number("analysis_days"))
        back = next((link.at for link in links if link.kind is CustodyKind.FROM_LABORATORY), None)
        found.append(rules.Clock(_("Analysis"), sent.at, due, back))
    report = next((one for one in results if one.kind is LabKind.LABORATORY), None)
    if report is not None and report.counter_sample_until is not None:
        years = current.number("counter_sample_years")
        end = report.created_at + timedelta(days=YEAR_DAYS * years)
        found.append(rules.Clock(_("Counter-sample"), report.created_at, end, None))
    return found


def _tile(current: Acting, clock: rules.Clock) -> dict[str, Any]:
    if clock.done_at is not None:
        line = _("Met in %(span)s", span=span_words(clock.done_at - clock.starts_at))
    else:
        line = _("Until %(when)s", when=instant_text(clock.due_at, current.zone))
    share = None if clock.done_at is not None else clock.share(current.at)
    return {
        "name": clock.name,
        "line": line,
        "level": clock.level(current.at),
        "share": share,
    }


def _chain_tile(links: list[CustodyLink]) -> dict[str, Any]:
    gaps = sum(1 for link in links if link.gap_flag)
    if gaps:
        return {"name": _("Chain with gaps"), "line": _("%(n)s to explain", n=gaps), "level": "bad"}
    return {
        "name": _("Chain without gaps"),
        "line": _("Each receiver is the next to give"),
        "level": "ok",
    }
