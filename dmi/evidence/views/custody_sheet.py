"""The custody sheet as a paper."""

from datetime import timedelta

from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.papers import Wording
from dmi.evidence import queries, rules
from dmi.evidence.detail import shown
from dmi.evidence.models.item import CustodyLink, EvidenceItem
from dmi.evidence.views.blueprint import bp
from dmi.evidence.words import CustodyKind
from dmi.kernel.local_time import day_text, instant_text
from dmi.policy.classes import DataClass
from dmi.profiles.words import PaperId
from dmi.web.papers import PaperPages
from dmi.web.sentences import word

NOTHING = "—"
LEDGER = "P17C.04"


def sheet(acting: Acting, row: EvidenceItem) -> Wording:
    """Return the words of the custody sheet of one item; codes stay reserved on paper."""
    links = queries.custody_of(acting, row)
    last = links[-1] if links else None
    return Wording(
        PaperId.P17C,
        {
            "ruc": row.investigation.ruc,
            "nue": row.nue or NOTHING,
            "item_no": str(row.item_no),
            "item_description": shown(acting, "EvidenceItem.description", row.description)
            or NOTHING,
            "item_quantity": _figure(shown(acting, "EvidenceItem.quantity", row.quantity)),
            "item_unit": word(shown(acting, "EvidenceItem.unit", row.unit)) or NOTHING,
            "gross_weight": _figure(shown(acting, "EvidenceItem.gross_g", row.gross_g)),
            "packaging": row.packaging or NOTHING,
            "seized_at": instant_text(row.collected_at, acting.zone),
            "seized_place": shown(acting, "EvidenceItem.place", row.place) or NOTHING,
            "officer_code": _officer(acting, row),
            "police_unit": row.police_unit or NOTHING,
            "seal_no": (last.seal_no if last else None) or NOTHING,
            "record_hash": last.hash if last else NOTHING,
            **_deadlines(acting, row, links),
        },
        rows={LEDGER: [_line(acting, link) for link in links]},
    )


def _officer(acting: Acting, row: EvidenceItem) -> str:
    known = shown(acting, "EvidenceItem.officer_code", row.officer_code_id)
    return str(_("Reserved code")) if known else NOTHING


def _deadlines(acting: Acting, row: EvidenceItem, links: list[CustodyLink]) -> dict[str, str]:
    sent = next((link for link in links if link.kind is CustodyKind.TO_LABORATORY), None)
    days = timedelta(days=acting.number("analysis_days"))
    results = queries.results_of(acting, row)
    until = [one.counter_sample_until for one in results if one.counter_sample_until]
    return {
        "health_deadline": instant_text(row.health_due_at, acting.zone)
        if row.health_due_at
        else NOTHING,
        "lab_deadline": instant_text(sent.at + days, acting.zone) if sent else NOTHING,
        "countersample_until": day_text(until[-1]) if until else NOTHING,
    }


def _line(acting: Acting, link: CustodyLink) -> list[str]:
    return [
        str(link.seq),
        instant_text(link.at, acting.zone),
        _holder(word(link.from_institution), link.from_post),
        _holder(word(link.to_institution), link.to_post or NOTHING),
        word(link.purpose),
        f"{link.seal_no or NOTHING} {word(link.seal_state)}",
    ]


def _holder(institution: str, post: str) -> str:
    return _("Reserved code") if rules.is_code(post) else f"{institution}, {post}"


def _figure(value: object) -> str:
    return str(value).replace(".", ",") if value is not None else NOTHING


papers = PaperPages(bp)
papers.add("P17C", EvidenceItem, data_class=DataClass.EVIDENCE, wording=sheet)
