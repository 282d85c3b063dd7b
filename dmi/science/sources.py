"""Who reports an incident, and what a report of each counts; needs no library."""

SOURCE_WEIGHTS = {
    "flagrancia": 1.0,
    "compra_controlada": 1.0,
    "denuncia": 0.6,
    "municipal": 0.6,
    "anonima": 0.3,
}
"""What a report of each source counts: a policy that an office may change, not a finding."""
TIP = "anonima"
