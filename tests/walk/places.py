"""What people of two places type where the places differ: numbers, vehicles, documents, words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ways:
    """One place's way of filling in the forms."""

    profile: str
    code: str
    zone: str
    case_number: str
    regime: str
    offence: str
    substance: str
    identity: Mapping[str, Any]
    vehicle: Mapping[str, Any]
    words: Mapping[str, str] = field(default_factory=dict)


CL = Ways(
    profile="cl",
    code="13114",
    zone="America/Santiago",
    case_number="2600000001-8",
    regime="L20000_25",
    offence="L20000_4",
    substance="COCA_BASE",
    identity={"identity_basis": "RUN_DOCUMENT", "run": "12.345.678-5"},
    vehicle={
        "kind": "ARCH",
        "reference": "Archivo provisional 1-2026",
        "regional_approval_no": "R-1",
    },
    words={
        "because": "Visto en terreno y anotado en la carpeta de la cohorte, con fecha y nombre.",
        "reasons": "Los antecedentes reunidos, vistos uno por uno, llevan a esta conclusion "
        "fundada y escrita.",
        "sector": "Colon",
        "market": "Colon Oriente",
        "public": "sector Colon Oriente",
        "programme": "Segunda Oportunidad",
        "force": "Brigada Antinarcoticos",
        "place": "Pasaje Uno con Calle Dos",
        "post": "Custodia de la unidad",
        "expert": "Perito quimico",
        "packaging": "Bolsa transparente",
        "item": "Papelillo con sustancia",
        "venue": "Centro Comunitario",
        "address": "Avenida Colon 100",
        "access": "Metro a dos cuadras",
        "moderator": "Julia Muestra",
        "contact": "Marcela Muestra",
        "phone": "+56 9 8765 4321",
        "institutions": "la Municipalidad y la Defensoria",
        "services": "apoyo para trabajo y apoyo psicologico",
        "line": "Pasaje Los Ejemplos 123",
        "zone": "el sector Colon Oriente",
        "recipients": "la persona",
        "signatory": "Pedro Muestra",
        "signatory_post": "Director de Seguridad",
        "given": "Sara",
        "surname": "Muestra",
        "surname_2": "Silva",
        "commitment": "Inscribirme en un curso",
        "office": "Oficina del programa",
        "charge": "RUC 1",
        "note": "Conto llorando lo de su hermano.",
    },
)

XX = Ways(
    profile="xx",
    code="00001",
    zone="Europe/Lisbon",
    case_number="XC-2026-17",
    regime="GENERIC",
    offence="GENERIC_MINOR",
    substance="COCAINE",
    identity={
        "identity_basis": "REGISTRY",
        "document_kind": "PASSPORT",
        "document_number": "AB 123456",
        "document_country": "PT",
    },
    vehicle={"kind": "DIVERT", "reference": "Diversion 1-2026", "term_months": "12"},
    words={
        "because": "Seen on the spot and written into the file of the wave, with date and name.",
        "reasons": "What was gathered, looked at one by one, leads to this reasoned conclusion "
        "in writing.",
        "sector": "Harbour",
        "market": "Harbour East",
        "public": "the harbour",
        "programme": "Second Chance",
        "force": "Harbour Squad",
        "place": "First Lane and Second Street",
        "post": "Store of the unit",
        "expert": "Chemist",
        "packaging": "Clear bag",
        "item": "Wrap with a substance",
        "venue": "Community Hall",
        "address": "Sample Avenue 100",
        "access": "Two streets from the tram",
        "moderator": "Julia Sample",
        "contact": "Marcela Sample",
        "phone": "555 0199",
        "institutions": "the Town and the public defender",
        "services": "help with work and help with health",
        "line": "Example Lane 123",
        "zone": "the harbour",
        "recipients": "the person",
        "signatory": "Pedro Sample",
        "signatory_post": "Head of Community",
        "given": "Sara",
        "surname": "Sample",
        "surname_2": "Silva",
        "commitment": "Enrol in a course",
        "office": "Office of the programme",
        "charge": "Charge 1",
        "note": "Told in tears about her brother.",
    },
)
