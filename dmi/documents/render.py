"""The press itself: a child process that turns a manuscript into a PDF and may fetch nothing.

Reads one JSON object from standard input; writes one line of JSON and then the PDF. Its only
argument is how many papers the manuscript holds: that sets what it may use.
"""

import base64
import json
import re
import resource
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar

MEMORY_BYTES = 1024**3
CPU_SECONDS = 20
PAGES = 40
# A hundred letters on carta, measured: 0.6 GB of addresses, 26 seconds of a shared core, 200 pages.
SECONDS_FOR_EACH, PAGES_FOR_EACH = 1, 2
FAMILIES = frozenset({"Source Serif Pro", "Inter"})

_ARTICLE = re.compile(r"paper-(\d+)")


class Refused(ValueError):
    """The manuscript asks for what no paper holds: a link, an attachment, too many pages."""


def limit(papers: int) -> None:
    """Take memory, time and every socket from this process before anything is parsed."""
    seconds = max(CPU_SECONDS, papers * SECONDS_FOR_EACH)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_no_socket)


def _no_socket(event: str, _arguments: object) -> None:
    # The second wall: it stands also where the system does not take the network away.
    if event.startswith("socket."):
        raise PermissionError("the press opens no socket")


def fetcher(assets: Mapping[str, str]) -> Any:
    """Return a fetcher that knows the named images of this manuscript and nothing else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnImages(URLFetcher):  # type: ignore[misc]
        """Refuses every address that is not one of our images; refusal ends the rendering.

        A drawing swallows even a fatal error of what it holds: ``refused`` remembers it.
        """

        refused: ClassVar[list[str]] = []

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - the caller's
            """Return one of our images."""
            scheme, _, name = url.partition(":")
            if scheme != "asset" or name not in assets:
                self.refused.append(url[:80])
                raise FatalURLFetchingError
            body = base64.b64decode(assets[name])
            return URLFetcherResponse(url, body, {"Content-Type": "image/svg+xml"})

    return OwnImages(allowed_protocols={"asset"}, allow_redirects=False, fail_on_errors=True)


def page_map(anchors: Iterable[Iterable[str]]) -> list[int]:
    """Return for each page the index of the one paper that stands on it.

    Raises:
        ValueError: a page holds no paper, or two.
    """
    pages = []
    for page in anchors:
        found = {int(match.group(1)) for name in page if (match := _ARTICLE.fullmatch(name))}
        if len(found) != 1:
            raise ValueError(f"a page holds {len(found)} papers")
        pages.append(found.pop())
    return pages


def feet(pages: Sequence[int], words: Sequence[Mapping[str, str]]) -> str:
    """Return the style that gives each page its foot, and a second page its head."""
    rules = []
    for place, paper in enumerate(pages):
        foot = words[paper]
        if not foot:
            continue
        before = pages[:place].count(paper)
        head = foot["head"] if before else ""
        page = foot["page"].format(page=before + 1, pages=pages.count(paper))
        rules.append(
            f"@page :nth({place + 1}) {{ @top-left {{ content: {_quoted(head)} }}"
            f" @bottom-left {{ content: {_quoted(foot['folio'])} }}"
            f" @bottom-center {{ content: {_quoted(foot['middle'])} }}"
            f" @bottom-right {{ content: {_quoted(page)} }} }}\n"
        )
    return "".join(rules)


def press(work: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return what is known of the document, and its bytes.

    Raises:
        Refused: the manuscript asks for something that is not its own.
        ValueError: a page does not hold exactly one paper.
    """
    from weasyprint.urls import FatalURLFetchingError

    own = fetcher(work["assets"])
    done = None
    with suppress(FatalURLFetchingError):  # no Exception: it passes the library, drawings aside
        done = _pressed(work, own)
    if own.refused:
        raise Refused(f"refused to fetch {own.refused[0]!r}")
    if done is None:
        raise Refused("an image of its own does not open")
    return done


def _pressed(work: Mapping[str, Any], own: Any) -> tuple[dict[str, Any], bytes]:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    document = HTML(string=work["html"], base_url="asset:", url_fetcher=own)

    def laid(style: str) -> Any:
        sheets = [CSS(string=style, base_url="asset:", url_fetcher=own, font_config=fonts)]
        return document.render(font_config=fonts, stylesheets=sheets, pdf_variant="pdf/ua-1")

    draft = laid(work["css"])
    pages = page_map(page.anchors for page in draft.pages)
    most = max(PAGES, PAGES_FOR_EACH * len(work["feet"]))
    if len(pages) > most:
        raise Refused(f"{len(pages)} pages, where {most} are allowed")
    final = laid(work["css"] + feet(pages, work["feet"]))
    _stay_inside(final)
    pdf = final.write_pdf(pdf_variant="pdf/ua-1")
    families = sorted({font.family for font in final.fonts.values()})
    return {"pages": page_map(page.anchors for page in final.pages), "families": families}, pdf


def _stay_inside(document: Any) -> None:
    """Refuse what would leave the paper: files attached to it and links to elsewhere."""
    kinds = {link[0] for page in document.pages for link in page.links} - {"internal"}
    if document.metadata.attachments or kinds:
        raise Refused("a paper holds no attachment and no link to elsewhere")


def _quoted(text: str) -> str:
    escaped = "".join(
        letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in text
    )
    return f'"{escaped}"'


def main() -> int:
    """Render one manuscript; exit 1 with a line on standard error when it cannot be."""
    limit(int(sys.argv[1]))
    try:
        known, pdf = press(json.load(sys.stdin.buffer))
    except (OSError, ValueError, MemoryError) as cause:
        print(f"{type(cause).__name__}: {cause}", file=sys.stderr)  # noqa: T201 - our answer
        return 1
    sys.stdout.buffer.write(json.dumps(known).encode() + b"\n" + pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
