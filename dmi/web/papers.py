"""Pages of papers: preview with its mark, issuing once with a folio, and printing again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import papers as paper_acts
from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import may_write
from dmi.access.papers import Wording
from dmi.documents.press import print_batch
from dmi.kernel.refusals import NotKnown
from dmi.policy.classes import DataClass
from dmi.profiles.words import PaperId
from dmi.store.base import Record
from dmi.web.guard import acting, page
from dmi.web.steps import href_of

WordingOf = Callable[[Acting, Any], Wording]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One paper of one kind of row."""

    paper: PaperId
    model: type[Record]
    data_class: DataClass
    wording: WordingOf
    endpoint: str


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A paper on its row's page: where to preview, where to issue, which folios exist."""

    paper: PaperId
    preview_href: str
    issue_href: str | None
    folios: tuple[str, ...]


PAPER_PAGES: list[PaperPage] = []


@dataclass(frozen=True, slots=True)
class PaperPages:
    """Registers the papers of one feature on its blueprint."""

    bp: Blueprint

    def add(
        self, code: str, model: type[Record], *, data_class: DataClass, wording: WordingOf
    ) -> None:
        """Register preview and issue of one paper; whoever may write the class may issue."""
        name = f"paper_{code.lower()}"
        one = PaperPage(PaperId(code), model, data_class, wording, f"{self.bp.name}.{name}")
        PAPER_PAGES.append(one)
        rule = f"/{model.__slug__}/<uuid:row_id>/papers/{code.lower()}"

        def preview(row_id: UUID) -> ResponseReturnValue:
            return _preview(one, row_id)

        def issue(row_id: UUID) -> ResponseReturnValue:
            return _issue(one, row_id)

        page(self.bp, f"{rule}.pdf", reads=data_class, endpoint=name)(preview)
        page(
            self.bp, f"{rule}/issue", reads=data_class, methods=("POST",), endpoint=f"{name}_issue"
        )(issue)


def papers_of(current: Acting, row: Record) -> list[PaperLink]:
    """Return the papers that this reader may preview on a row."""
    return [
        PaperLink(
            one.paper,
            url_for(one.endpoint, row_id=row.id),
            url_for(f"{one.endpoint}_issue", row_id=row.id)
            if may_write(current.by.role, one.data_class)
            else None,
            tuple(issued.folio for issued in paper_acts.issued_about(current, row, one.paper)),
        )
        for one in PAPER_PAGES
        if one.model is type(row) and sight.sees(current, row, one.data_class)
    ]


def pdf(content: bytes, name: str) -> Response:
    """Return a document under a neutral name, never kept by the browser."""
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def _preview(one: PaperPage, row_id: UUID) -> ResponseReturnValue:
    current = acting()
    row = sight.fetch(current, one.model, row_id, one.data_class)
    current.saw(one.data_class, row.id)
    composed = paper_acts.compose(current, one.wording(current, row))
    return pdf(print_batch([composed]).pdf, "preview")


def _issue(one: PaperPage, row_id: UUID) -> ResponseReturnValue:
    current = acting()
    if not may_write(current.by.role, one.data_class):
        raise NotKnown
    row = sight.fetch(current, one.model, row_id, one.data_class)
    entry = paper_acts.issue(current, one.wording(current, row), row)
    paper_acts.print_issued(current, [entry])
    flash(_("Issued with folio %(folio)s.", folio=entry[0].folio), "ok")
    return redirect(href_of(row), 303)
