"""The press itself: a child process that turns a manuscript into a PDF and may fetch nothing.

Reads one JSON object from standard input; writes one line of JSON and then the PDF.
"""

import base64
import json
import re
import resource
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 120
FAMILIES = frozenset({"Source Serif Pro", "Inter"})

_ARTICLE = re.compile(r"paper-(\d+)")


def limit() -> None:
    """Take memory and time from this process before anything is parsed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def fetcher(assets: Mapping[str, str]) -> Any:
    """Return a fetcher that knows the named images of this manuscript and nothing else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnImages(URLFetcher):  # type: ignore[misc]
        """Refuses every address that is not one of our images; refusal ends the rendering."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - the caller's
            """Return one of our images."""
            scheme, _, name = url.partition(":")
            if scheme != "asset" or name not in assets:
                raise FatalURLFetchingError(f"refused to fetch {url[:80]!r}")
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
    """Return what is known of the document, and its bytes."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    own = fetcher(work["assets"])
    fonts = FontConfiguration()
    document = HTML(string=work["html"], base_url="asset:", url_fetcher=own)

    def laid(style: str) -> Any:
        sheets = [CSS(string=style, url_fetcher=own, font_config=fonts)]
        return document.render(font_config=fonts, stylesheets=sheets, pdf_variant="pdf/ua-1")

    draft = laid(work["css"])
    pages = page_map(page.anchors for page in draft.pages)
    final = laid(work["css"] + feet(pages, work["feet"]))
    pdf = final.write_pdf(pdf_variant="pdf/ua-1")
    families = sorted({font.family for font in final.fonts.values()})
    return {"pages": page_map(page.anchors for page in final.pages), "families": families}, pdf


def _quoted(text: str) -> str:
    escaped = "".join(
        letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in text
    )
    return f'"{escaped}"'


def main() -> int:
    """Render one manuscript; exit 1 with a line on standard error when it cannot be."""
    limit()
    try:
        known, pdf = press(json.load(sys.stdin.buffer))
    except (OSError, ValueError, MemoryError) as cause:
        print(f"{type(cause).__name__}: {cause}", file=sys.stderr)  # noqa: T201 - our answer
        return 1
    sys.stdout.buffer.write(json.dumps(known).encode() + b"\n" + pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
