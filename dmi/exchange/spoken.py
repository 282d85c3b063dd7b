"""How files of offices call what the register keeps in closed lists."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from dmi.kernel.wording import fold
from dmi.territory.words import (
    ComplaintSource,
    IncidentKind,
    ProcedureOrigin,
    SeenAs,
    Substance,
    Unit,
)

Member = TypeVar("Member", bound=StrEnum)


def _with_members(kind: type[Member], others: Mapping[str, Member]) -> dict[str, Member]:
    """Return the members by their own folded word, and by what else they are called."""
    return {**{fold(member.value): member for member in kind}, **others}


SOURCES = _with_members(
    ComplaintSource,
    {
        "flagrancia": ComplaintSource.PATROL,
        "compra_controlada": ComplaintSource.INVESTIGATION,
        "denuncia": ComplaintSource.RESIDENT,
        "anonima": ComplaintSource.SAFE_LINE,
    },
)
SEEN_AS = {"flagrancia": SeenAs.FLAGRANCY, "compra_controlada": SeenAs.CONTROLLED_BUY}
"""Sources of a file that say how the police saw it themselves."""
ANONYMOUS = frozenset(
    {ComplaintSource.SAFE_LINE, ComplaintSource.SAFE_LINE_OLD, ComplaintSource.PDI_134}
)
"""Lines whose callers are nobody's to know."""
INCIDENTS = _with_members(
    IncidentKind,
    {
        **dict.fromkeys(("venta", "venta de droga", "drug sale"), IncidentKind.SALE),
        **dict.fromkeys(("consumo", "consumo en via publica", "public use"), IncidentKind.USE),
        **dict.fromkeys(("arma", "armas"), IncidentKind.WEAPON),
        "violencia": IncidentKind.VIOLENCE,
        **dict.fromkeys(("incivilidad", "molestia", "ruidos"), IncidentKind.NUISANCE),
        **dict.fromkeys(("otro", "otra"), IncidentKind.OTHER),
    },
)
ORIGINS = _with_members(
    ProcedureOrigin,
    {
        "denuncia anonima": ProcedureOrigin.ANONYMOUS_TIP,
        "denuncia": ProcedureOrigin.COMPLAINT,
        "flagrancia": ProcedureOrigin.FLAGRANCY,
        "orden de investigar": ProcedureOrigin.ORDER,
        "sin dato": ProcedureOrigin.UNKNOWN,
    },
)
SUBSTANCES = _with_members(
    Substance,
    {
        **dict.fromkeys(("pasta base", "pasta base de cocaina"), Substance.COCA_BASE),
        **dict.fromkeys(("cocaina", "clorhidrato de cocaina"), Substance.COCAINE),
        **dict.fromkeys(("marihuana", "cannabis procesada"), Substance.CANNABIS),
        **dict.fromkeys(("plantas", "plantas o sumidades"), Substance.CANNABIS_PLANT),
        "hachis": Substance.HASHISH,
        **dict.fromkeys(("extasis", "extasis (mdma)"), Substance.MDMA),
        **dict.fromkeys(("ketamina", "tusi", "ketamina (tusi)"), Substance.KETAMINE),
        "anfetaminas": Substance.AMPHETAMINE,
        "farmacos": Substance.MEDICINE,
        "opioides sinteticos": Substance.OPIOID,
        **dict.fromkeys(("otra", "otra sustancia"), Substance.OTHER),
    },
)
UNITS = _with_members(
    Unit,
    {
        **dict.fromkeys(("gramo", "gramos", "grams"), Unit.G),
        **dict.fromkeys(("unidad", "unidades", "units"), Unit.UNIT),
        **dict.fromkeys(("dosis", "papelillos", "doses"), Unit.DOSE),
        **dict.fromkeys(("planta", "plantas", "plants"), Unit.PLANT),
    },
)
YES_OR_NO = {"": None, "1": True, "si": True, "yes": True, "0": False, "no": False}


def member(said: Mapping[str, Member], text: str) -> Member | None:
    """Return which member is meant, or nothing if no list knows the word."""
    return said.get(fold(" ".join(text.split())))
