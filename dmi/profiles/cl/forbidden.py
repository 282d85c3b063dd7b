"""Words that papers of this place may not hold, in Spanish and in English.

A municipal letter invites and may neither summon nor threaten; neutral papers may not betray
where a person comes from; no paper calls a person anything but a person.
"""

from dmi.kernel.wording import WordSet
from dmi.profiles.words import PaperId

INVITING = frozenset({PaperId.P01I, PaperId.P01R, PaperId.P01A, PaperId.P01E, PaperId.P02})
NEUTRAL = frozenset(
    {PaperId.P08, PaperId.P09O, PaperId.P09S, PaperId.P16, PaperId.P22S, PaperId.P22M, PaperId.P22P}
)
REMINDING = frozenset({PaperId.P22S, PaperId.P22M, PaperId.P22P})
EVERY = frozenset(PaperId)

RUN_SHAPE = r"(?<![\w.-])\d{1,3}(?:\.?\d{3}){2}-[\dkK](?!\w)"
RUC_SHAPE = r"(?<![\w.-])\d{10}-[\dkK](?!\w)|(?<![\w.-])\d\.\d{3}\.\d{3}\.\d{3}-[\dkK](?!\w)"
RIT_SHAPE = r"(?<![\w-])(?:[A-Z]{1,2}-)?\d{1,6}-(?:19|20)\d{2}(?![\w-])"
CODE_SHAPE = r"(?<![\w-])[A-Z]{2}-\d{2,3}(?![\w-])"

WORD_SETS = (
    WordSet(
        "C34",
        INVITING,
        words=("debe", "deben", "must", "shall", "fine", "fines", "under pain", "jail", "prison"),
        stems=(
            *("cit", "deberá", "apercib", "detener", "deten", "detien", "detuv", "arrest"),
            *("obligatori", "comparec", "sanci", "multa", "cárcel", "prisi"),
            *("summon", "penalt", "detain", "compulsor", "oblige"),
        ),
    ),
    WordSet(
        "C37",
        INVITING | {PaperId.P23},
        words=(
            *("lista a", "lista b", "pasta base", "list a", "list b", "agent", "agents", "tusi"),
            *("lsd", "mdma", "crack", "opioides", "tráfico", "agente", "agentes"),
        ),
        stems=(
            *("droga", "drug", "papelill", "narco", "microtráf", "microtraf", "traffick"),
            *("dealer", "informante", "informant", "cocaín", "clorhidrat", "cannabis"),
            *("marihuan", "hachís", "éxtasis", "ketamin", "anfetamin", "amphetamin"),
            *("clonazepam", "heroín", "fentanil"),
        ),
        capitals=("RUC", "RUN", "RUT", "RIT", "NUE"),
        shapes=(RUN_SHAPE, RUC_SHAPE, RIT_SHAPE, CODE_SHAPE),
    ),
    WordSet(
        "respect",
        EVERY,
        words=("target", "targets", "sujeto", "sujetos", "reo", "reos", "hampa"),
        stems=(
            *("delincuente", "microtraficant", "traficant", "dealer", "offender", "antisocial"),
            *("drogadict", "adict", "addict", "beneficiari", "malhechor"),
        ),
    ),
    WordSet(
        "neutral",
        NEUTRAL,
        words=(
            *("programa", "programas", "programme", "programmes", "causa", "causas", "pdi", "dmi"),
            *("ruc", "rit", "juez", "jueza", "jueces", "judge", "crime", "segunda oportunidad"),
        ),
        stems=(
            *("fiscal", "delito", "penal", "polic", "carabiner", "investig", "tribunal"),
            *("conden", "imputad", "suspensi", "reinserci", "seguridad", "prosecut", "court"),
            *("convict", "security", "reinsert"),
        ),
    ),
    WordSet(
        "reminders",
        REMINDING,
        words=("salud", "health", "control", "controles"),
        stems=(
            *("psicol", "psychol", "terap", "therap", "tratamient", "treatment", "sesion"),
            *("session", "check-in", "checkin", "rehabilit", "counsel"),
        ),
    ),
    WordSet(
        "no_request_on_liberty",
        frozenset({PaperId.P11}),
        words=("orden de", "order of"),
        stems=("deten", "detien", "arrest", "aprehen", "prisi", "detain", "prison"),
    ),
)
