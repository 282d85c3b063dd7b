"""The questions of the first criteria version; a prosecutor approves or rewords them."""

from dmi.profiles.profile import CriterionSeed

CRITERIA = (
    CriterionSeed(
        "E1",
        "EXCLUSION",
        "¿Tiene una orden de detención vigente?",
        "Is there an outstanding arrest warrant?",
        "CPP 127",
    ),
    CriterionSeed(
        "E2",
        "EXCLUSION",
        "¿Participa en una asociación delictiva o criminal?",
        "Is the person part of a criminal association?",
        "Ley 20.000 art. 16; Ley 21.577",
    ),
    CriterionSeed(
        "E3",
        "EXCLUSION",
        "¿Hubo violencia contra personas en los hechos o en los últimos cinco años?",
        "Was there violence against people in the facts or in the last five years?",
        "C25",
    ),
    CriterionSeed(
        "E4",
        "EXCLUSION",
        "¿Se vio o se portó un arma de fuego en los hechos?",
        "Was a firearm seen or carried in the facts?",
        "C25",
    ),
    CriterionSeed(
        "E5",
        "EXCLUSION",
        "¿El fiscal califica los hechos como tráfico del artículo 3?",
        "Does the prosecutor qualify the facts as trafficking under article 3?",
        "Ley 20.000 art. 3",
    ),
    CriterionSeed(
        "M1",
        "MITIGATING",
        "¿No tiene condenas anteriores por crimen o simple delito?",
        "Is there no earlier conviction for a crime or simple offence?",
        "CPP 237",
    ),
    CriterionSeed(
        "M2",
        "MITIGATING",
        "¿Vende cantidades pequeñas para sostener su propio consumo o su hogar?",
        "Are small amounts sold to sustain own use or the household?",
        "Ley 20.000 art. 4",
    ),
    CriterionSeed(
        "M3",
        "MITIGATING",
        "¿Cuida a niños o a otras personas que dependen de su presencia?",
        "Does the person care for children or others who depend on them?",
        "C23",
    ),
    CriterionSeed(
        "I1",
        "INFORMATION",
        "¿Tiene otras causas vigentes?",
        "Are other cases open?",
        "C32",
    ),
    CriterionSeed(
        "I2",
        "INFORMATION",
        "¿Tuvo una suspensión condicional en los últimos tres años?",
        "Was there a conditional suspension in the last three years?",
        "CPP 237",
    ),
    CriterionSeed(
        "I3",
        "INFORMATION",
        "¿Qué vía legal existe si la decisión es favorable?",
        "Which legal vehicle is open if the decision is favourable?",
        "CPP 166, 237, 238 bis",
    ),
    CriterionSeed(
        "I4",
        "INFORMATION",
        "¿Hay una escuela cerca del lugar de los hechos?",
        "Is there a school near the place of the facts?",
        "Ley 20.000 art. 19 f",
        needs_person=False,
    ),
)
