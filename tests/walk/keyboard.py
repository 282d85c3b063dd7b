"""Hands that never touch the mouse: every field and button is reached by the Tab key."""

from typing import Any

from playwright.sync_api import Locator, Page

from tests.walk.browser import FORM, BrowserHands
from tests.walk.hands import Typed, plain

FARTHEST = 400
IS_HERE = "e => e === document.activeElement"


class KeyboardHands(BrowserHands):
    """A user without a mouse; files alone are given by the browser's own dialog."""

    def take(self, user: str, path: str, typed: Typed | None = None) -> str:
        """Reach every field by the keyboard, type, and press Enter on the step's own button."""
        self.look(user, path)
        page = self.pages[user]
        page.locator("h1").first.focus()
        for name, value in self._in_order(page, typed or {}):
            self._fill(page, page.locator(f'{FORM} [name="{name}"]'), value)
        button = f"{FORM} button[type=submit]"
        reach(page, page.locator(button).first)
        return self._leave(page, f"{user} {path}")

    def press(self, user: str, path: str, button: str) -> str:
        """Reach the small form's button and press Enter."""
        self.look(user, path)
        page = self.pages[user]
        reach(page, page.locator(f'form[action="{button}"] button').first)
        return self._leave(page, f"{user} {button}")

    def _leave(self, page: Page, what: str) -> str:
        return self._after(page, lambda: page.keyboard.press("Enter"), what)

    def _in_order(self, page: Page, typed: Typed) -> list[tuple[str, Any]]:
        """Return what is typed in the order of the page."""
        order = page.locator(f"{FORM} [name]").evaluate_all("all => all.map(e => e.name)")
        return sorted(typed.items(), key=lambda pair: order.index(pair[0]))

    def _fill(self, page: Page, found: Locator, value: Any) -> None:
        kind = found.first.evaluate("e => e.tagName + ':' + (e.type || '')")
        if kind == "INPUT:file":
            stream, filename = value
            found.set_input_files(
                {"name": str(filename), "mimeType": "application/pdf", "buffer": stream.read()}
            )
        elif kind.startswith("SELECT"):
            reach(page, found.first)
            page.keyboard.press("Home")
            for _ in range(found.first.evaluate("e => e.options.length")):
                if found.first.input_value() == plain(value):
                    break
                page.keyboard.press("ArrowDown")
            assert found.first.input_value() == plain(value)
        elif kind.endswith("radio"):
            self._choose(page, found, plain(value))
        elif kind.endswith("checkbox"):
            for one in value if isinstance(value, list | tuple) else [value]:
                box = found.and_(page.locator(f'[value="{plain(one)}"]')).first
                reach(page, box)
                if not box.is_checked():
                    page.keyboard.press("Space")
        else:
            reach(page, found.first)
            page.keyboard.press("Control+A")
            page.keyboard.insert_text(plain(value)) if plain(value) else page.keyboard.press(
                "Delete"
            )

    def _choose(self, page: Page, found: Locator, value: str) -> None:
        """Reach a group of radios, and go on by the arrow to the wanted one."""
        checked = found.and_(page.locator(":checked"))
        reach(page, checked.first if checked.count() else found.first)
        page.keyboard.press("Space")
        wanted = found.and_(page.locator(f'[value="{value}"]')).first
        for _ in range(found.count()):
            if wanted.is_checked():
                return
            page.keyboard.press("ArrowDown")
        assert wanted.is_checked(), value


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until the wanted element has the focus, and see that the focus shows."""
    for _ in range(FARTHEST):
        if wanted.evaluate(IS_HERE):
            shows = wanted.evaluate(_SHOWS)
            assert shows, f"the focus does not show on {wanted}"
            return
        page.keyboard.press("Tab")
    message = f"the keyboard does not reach {wanted}"
    raise AssertionError(message)


_SHOWS = """e => {
  const seen = [e, e.closest("label"), e.nextElementSibling].filter(Boolean);
  return seen.some(one => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  });
}"""
