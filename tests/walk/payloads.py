"""Words that a browser would run if a page forgot to escape them, and hands that type them."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import cycle

from tests.walk.hands import ClientHands, Forms, Typed, plain

RAN = "xq7"
"""What a payload sets on the window once it runs; no other word of a page holds it."""

SHORT = (
    f"<script>{RAN}=1</script>",
    f"<img src=x onerror={RAN}=1>",
    f'"><svg onload={RAN}=1>',
    f"' onfocus={RAN}=1 autofocus x='",
    f'" onmouseover={RAN}=1 x="',
    f"</td><script>{RAN}=1</script>",
    f"<iframe srcdoc='<script>top.{RAN}=1</script>'>",
    f"<a href=javascript:{RAN}=1>x</a>",
    f"</textarea><script>{RAN}=1</script>",
    f"</title><script>{RAN}=1</script>",
    f"<details open ontoggle={RAN}=1>",
    f"<input autofocus onfocus={RAN}=1>",
    f"<body onload={RAN}=1>",
    f"<style>*{{background:url(//{RAN})}}</style>",
    f"<object data=javascript:{RAN}=1>",
    f"<math><mtext><script>{RAN}=1</script>",
    f"<!--><script>{RAN}=1</script>-->",
    f"<base href=//{RAN}.example/>",
    f"<meta http-equiv=refresh content=0;url=//{RAN}>",
    f"<form action=//{RAN}><button>x",
    f"{{{{config.{RAN}}}}}<b>",
    f"{{% print('{RAN}') %}}<b>",
    f"${{{RAN}=1}}<i>",
    f"&lt;{RAN}&gt;&#60;script&#62;{RAN}=1&lt;/script&gt;",
    f"<scr<script>ipt>{RAN}=1</script>",
    f"\u202e<script>{RAN}=1</script>",
    f"<ſcript>{RAN}=1</ſcript>",
    f"<svg><a xlink:href='javascript:{RAN}=1'>",
    f"<video><source onerror={RAN}=1>",
    f"<marquee onstart={RAN}=1>",
    f"<link rel=stylesheet href=//{RAN}>",
    f"`onclick={RAN}=1`<u>",
)
# Later steps must repeat them word for word.
_REPEATED = {"holder_post", "from_post", "to_post", "seal_no"}
_PIECES = (
    *("<", ">", '"', "'", "`", "/", "=", " ", "\t", "\u2028", "&", "&#60;", "&lt;", "%3C", "\\x3c"),
    *("<!--", "-->", "]]>", "<![CDATA[", "</", "/>", "{{", "}}", "{%", "%}", "${", "javascript:"),
    *("script", "svg", "img", "onload", "onerror", "style", "src", "href", "srcdoc", "expression("),
)


def combined(count: int, seed: int = 7) -> Iterator[str]:
    """Yield known payloads and random combinations of their pieces; each opens a marked tag."""
    chance = random.Random(seed)  # noqa: S311 - the same words at every run
    for number in range(count):
        if number < len(SHORT):
            yield SHORT[number]
        else:
            pieces = "".join(chance.choices(_PIECES, k=chance.randint(1, 12)))
            yield f"{pieces}<{RAN}{chance.choice(SHORT)}"


class _Free(HTMLParser):
    """Reads the names of the fields that take free words."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep text areas and lines of text."""
        found = dict(attrs)
        if tag == "textarea" or (tag == "input" and found.get("type", "text") == "text"):
            self.names.add(str(found.get("name")))


_AT_FAULT = re.compile(r'<a href="#([\w-]+)">')


@dataclass
class HostileHands(ClientHands):
    """Hands that add a payload to all that they type where the form takes it."""

    stored: dict[tuple[str, str], str] = field(default_factory=dict)
    payloads: Iterator[str] = field(default_factory=lambda: cycle(SHORT))

    def take(self, user: str, path: str, typed: Typed | None = None) -> str:
        """Send the form with a payload in every free field, without those that were refused."""
        page, free = self.look(user, path), _Free()
        free.feed(page)
        added = {
            name: f"{value} {next(self.payloads)}"
            for name, value in (typed or {}).items()
            if name in free.names - _REPEATED and isinstance(value, str)
        }
        while added:
            forms = Forms()
            forms.feed(page)
            sent = {**forms.kept, **{k: plain(v) for k, v in (typed or {}).items()}, **added}
            sent = {name: _anew(value) for name, value in sent.items()}
            answer = self.client.post(path, data=sent, content_type="multipart/form-data")
            if answer.status_code == 303:
                kind = re.sub(r"[0-9a-f-]{36}", "*", path)
                self.stored |= {(kind, name): value for name, value in added.items()}
                return str(answer.headers["Location"])
            wrong = set(_AT_FAULT.findall(answer.get_data(as_text=True))) & set(added)
            added = {name: value for name, value in added.items() if wrong and name not in wrong}
        return super().take(user, path, typed)


def _anew(value: object) -> object:
    """Return a value that may be sent again: a file's stream from its beginning."""
    if isinstance(value, tuple):
        value[0].seek(0)
        return (type(value[0])(value[0].getvalue()), *value[1:])
    return value
