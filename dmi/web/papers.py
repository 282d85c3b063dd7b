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
from dmi.access.papers import Wording
from dmi.documents.press import print_batch
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.profiles.profile import load
from dmi.profiles.words import PaperId
from dmi.store.base import Record
from dmi.web.guard import Declared, acting, page
from dmi.web.rows import href_of

WordingOf = Callable[[Acting, Any], Wording]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One paper of one kind of row."""

    paper: PaperId
    model: type[Record]
    data_class: DataClass
    wording: WordingOf
    endpoint: str
    reads: Declared
    issues: Declared


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
        self,
        code: str,
        model: type[Record],
        *,
        data_class: DataClass,
        wording: WordingOf,
        readers: frozenset[Role] = frozenset(),
        issuers: frozenset[Role] = frozenset(),
    ) -> None:
        """Register preview and issue of one paper.

        Whoever may write the class may issue, unless ``issuers`` names who does; ``readers`` are
        those who read the row whole, where that is not everybody who may read the class.
        """
        name = f"paper_{code.lower()}"
        reads = Declared(data_class, roles=readers)
        issues = Declared(data_class, roles=issuers or readers, writes=not issuers)
        endpoint = f"{self.bp.name}.{name}"
        one = PaperPage(PaperId(code), model, data_class, wording, endpoint, reads, issues)
        PAPER_PAGES.append(one)
        rule = f"/{model.__slug__}/<uuid:row_id>/papers/{code.lower()}"

        def preview(row_id: UUID) -> ResponseReturnValue:
            return _preview(one, row_id)

        def issue(row_id: UUID) -> ResponseReturnValue:
            return _issue(one, row_id)

        page(self.bp, f"{rule}.pdf", declared=reads, endpoint=name)(preview)
        page(
            self.bp,
            f"{rule}/issue",
            declared=issues,
            methods=("POST",),
            endpoint=f"{name}_issue",
        )(issue)


def papers_of(current: Acting, row: Record) -> list[PaperLink]:
    """Return the papers that this reader may preview on a row."""
    return [
        PaperLink(
            one.paper,
            url_for(one.endpoint, row_id=row.id),
            url_for(f"{one.endpoint}_issue", row_id=row.id)
            if one.issues.admits(current.by.role)
            else None,
            tuple(issued.folio for issued in paper_acts.issued_about(current, row, one.paper)),
        )
        for one in PAPER_PAGES
        if one.model is type(row)
        and one.reads.admits(current.by.role)
        and one.paper in load(current.profile).papers
        and sight.sees(current.in_ordinary(), row, one.data_class)
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
    row = sight.fetch(current, one.model, row_id, one.data_class)
    entry = paper_acts.issue(current, one.wording(current, row), row)
    paper_acts.print_issued(current, [entry])
    flash(_("Issued with folio %(folio)s.", folio=entry[0].folio), "ok")
    return redirect(href_of(row), 303)
