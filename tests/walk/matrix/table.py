"""The reviewed tables as text: rights from permissions.txt, signers from pathway.txt."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

GOLDEN = Path(__file__).parents[2] / "golden"
OPENS_A_PAGE = frozenset("RWC")


@dataclass(frozen=True)
class Cell:
    """One cell of the permissions table as it is printed."""

    letters: frozenset[str] = frozenset()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Route:
    """One reviewed line: what the address reads, which step it takes, which roles alone come.

    ``also`` is what else holds, in the words of the file's head.
    """

    rule: str
    methods: str
    data_class: str
    step: str
    roles: frozenset[str]
    also: str = ""

    @property
    def slug(self) -> str:
        """Return the word under which the rows of the address are known."""
        return self.rule.split("/")[1]

    @property
    def method(self) -> str:
        """Return how the matrix asks: it looks where looking is possible."""
        return "GET" if "GET" in self.methods.split(",") else "POST"

    @property
    def row_class(self) -> str:
        """Return the class under which the row itself must be known."""
        return self.also.removeprefix("row=") if self.also.startswith("row=") else self.data_class

    @property
    def has_row(self) -> bool:
        """Tell whether the address names a row."""
        return "<" in self.rule


@lru_cache(maxsize=1)
def rights() -> dict[tuple[str, str], Cell]:
    """Return every cell: letters from the sheet at the top, conditions from the lists below."""
    lines = (GOLDEN / "permissions.txt").read_text("utf-8").splitlines()
    heads = lines[0].split()
    letters: dict[tuple[str, str], str] = {}
    for line in lines[1 : lines.index("")]:
        data_class, *cells = line.split()
        letters |= {(role, data_class): one for role, one in zip(heads, cells, strict=True)}
    conditions: dict[tuple[str, str], tuple[str, ...]] = {}
    data_class = ""
    for line in lines[lines.index("") :]:
        if line.startswith("  "):
            role, _, *rest = line.split()
            conditions[role, data_class] = tuple(
                word.rstrip(",") for word in rest if word != "break-glass"
            )
        elif line:
            data_class = line.split()[0]
    return {
        where: Cell(frozenset(one) - {"-"}, conditions.get(where, ()))
        for where, one in letters.items()
    }


@lru_cache(maxsize=1)
def signers() -> dict[str, frozenset[str]]:
    """Return who signs each step, first or second."""
    found: dict[str, frozenset[str]] = {}
    step = ""
    for line in (GOLDEN / "pathway.txt").read_text("utf-8").splitlines():
        if named := re.fullmatch(r"  ([A-Z]+\.[a-z_]+): .*", line):
            step = named[1]
        elif step and (who := re.match(r"    who ([A-Z|+]+)", line)):
            found[step] = frozenset(re.split(r"[|+]", who[1]))
    return found


@lru_cache(maxsize=1)
def classes() -> dict[str, str]:
    """Return the class of each step."""
    found: dict[str, str] = {}
    step = ""
    for line in (GOLDEN / "pathway.txt").read_text("utf-8").splitlines():
        if named := re.fullmatch(r"  ([A-Z]+\.[a-z_]+): .*", line):
            step = named[1]
        elif step and (one := re.search(r"; class ([a-z_]+);", line)):
            found[step] = one[1]
    return found


@lru_cache(maxsize=1)
def routes() -> tuple[Route, ...]:
    """Return every reviewed address."""
    lines = (GOLDEN / "routes.txt").read_text("utf-8").splitlines()
    return tuple(_route(line) for line in lines if line and not line.startswith("#"))


def _route(line: str) -> Route:
    rule, methods, data_class, step, roles, also = (*line.split(), "")[:6]
    only = frozenset() if roles == "-" else frozenset(roles.split("|"))
    return Route(rule, methods, data_class, step, only, also)


def admitted(route: Route, role: str) -> bool:
    """Tell by the tables alone whether a role may come to an address at all."""
    if route.step.endswith(".reverse_step"):
        machine = route.step.split(".")[0]
        return any(role in who for step, who in signers().items() if step.startswith(f"{machine}."))
    if route.step not in {"-", "writes"}:
        return role in signers()[route.step]
    if route.data_class == "-":
        return not route.roles or role in route.roles
    letters = rights().get((role, route.data_class), Cell()).letters
    if route.step == "writes" and not letters & {"W", "C"}:
        return False
    if route.roles:
        return role in route.roles and bool(letters)
    return bool(letters & OPENS_A_PAGE)
