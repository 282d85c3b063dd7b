"""Reads what a page's forms would send: where to, and each field with its kind and options."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = frozenset({"text", "search", "tel", "email", "password", "area", "day", "moment", "number"})
_LAYOUT = frozenset({"/language", "/sign-out", "/search"})


@dataclass
class Box:
    """One field: its name, its kind, what it offers and what stands in it."""

    name: str
    kind: str
    options: list[str] = field(default_factory=list)
    value: str = ""


@dataclass
class Form:
    """One form that posts, by its action; an empty action is the page itself."""

    action: str
    boxes: dict[str, Box] = field(default_factory=dict)

    def box(self, name: str, kind: str) -> Box:
        """Return the field of that name, found or made."""
        return self.boxes.setdefault(name, Box(name, kind))


class Page(HTMLParser):
    """Collects the forms of a page, those of the frame left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._kind = ""
        self._select: Box | None = None
        self._area: Box | None = None
        self.feed(html)

    def at(self, path: str) -> Form | None:
        """Return the form that posts to ``path``; a form without an action posts to its page."""
        return next((form for form in self.forms if form.action in {"", path}), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note forms, the kind that the field's frame names, and controls."""
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            posts = found.get("method", "").lower() == "post"
            known = posts and found.get("action", "") not in _LAYOUT
            self._form = Form(found.get("action", "")) if known else None
            self.forms += [self._form] if self._form else []
        if "field" in found.get("class", "").split():
            words = [word for word in found["class"].split() if word.startswith("field-")]
            self._kind = words[0].removeprefix("field-") if words else ""
        name = found.get("name", "")
        if self._form is None:
            return
        if tag == "option" and self._select is not None:
            self._select.options.append(found.get("value", ""))
        elif name and tag == "select":
            self._select = self._form.box(name, "select")
        elif name and tag == "textarea":
            self._area = self._form.box(name, "area")
        elif name and tag == "input":
            self._input(self._form, name, found)

    def _input(self, form: Form, name: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        if kind == "text" and self._kind in {"day", "moment", "number"}:
            kind = self._kind
        box = form.box(name, kind)
        if kind in {"radio", "checkbox"}:
            box.options.append(found.get("value", "y"))
        else:
            box.value = found.get("value", "")

    def handle_data(self, data: str) -> None:
        """Keep what stands in a text area."""
        if self._area is not None:
            self._area.value += data

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None
