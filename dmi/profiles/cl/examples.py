"""Invented answers to the settings that name people and places: for the demo alone."""

EXAMPLE_SETTINGS = {
    "appeal_route": "Oficina de Partes de la Municipalidad.",
    "certifier": "Pedro Muestra; Secretario Municipal",
    "clinical_notes": "on",
    "complaint_office": "Oficina de Reclamos, Calle Ejemplo 1, +56 2 2123 4500",
    "contact_hours": "lunes a viernes, 9 a 18 horas",
    "data_law_names": "Ley 19.628; Ley 21.719",
    "decree_date": "2026-01-15",
    "decree_number": "N° 100",
    "defender_line": "+56 2 2123 4600",
    "hotlines": "133; 131; *4141",
    "investigative_detail": "full",
    "issue_place": "Las Condes",
    "neutral_unit": (
        "Dirección de Desarrollo Comunitario; Carla Muestra; Directora de Desarrollo Comunitario"
    ),
    "programme_name": "Segunda Oportunidad",
    "privacy_notice": "2; 2026-12-01; datos@municipio.example",
    "question_line": "+56 2 2123 4599",
    "retention_text": "mientras dure el apoyo y 5 años más.",
    "review_body": "la Fiscalía Regional",
    "switchboard_phone": "+56 2 2123 4000",
    "unit_address": "Calle Ejemplo 1",
    "unit_name": "Dirección de Seguridad Pública",
}
