"""Words that papers of the invented place may not hold."""

from dmi.kernel.wording import WordSet
from dmi.profiles.words import PaperId

_INVITING = frozenset({PaperId.P01I, PaperId.P01R, PaperId.P01A, PaperId.P01E})

WORD_SETS = (
    WordSet(
        "C34",
        _INVITING,
        words=("must", "shall", "fine", "fines", "under pain", "jail", "prison"),
        stems=("summon", "penalt", "arrest", "detain", "detention", "compulsor", "oblige"),
    ),
    WordSet(
        "C37",
        _INVITING,
        words=("agent", "agents", "list a", "list b"),
        stems=("drug", "dealer", "informant", "traffick", "cocain", "cannabis"),
        shapes=(r"(?<![\w-])XC-\d{4}-\d+(?![\w-])",),
    ),
    WordSet(
        "respect",
        frozenset(PaperId),
        words=("target", "targets"),
        stems=("offender", "dealer", "antisocial", "addict"),
    ),
    WordSet(
        "neutral",
        frozenset({PaperId.P16}),
        words=("programme", "judge", "crime"),
        stems=("prosecut", "penal", "polic", "investig", "court", "convict", "security"),
    ),
)
