"""Professions as the reporting of activities counts learners.

Source: the categories of participants in the public draft of the activity report of
PARS, the Program and Activity Reporting System.
"""

from facilitator.domain.text import Text

OTHER = "other"
PHYSICIAN = "physician"

# Professions that are not asked at sign-in, such as optometrists, come in as others.
CATEGORIES: dict[str, Text] = {
    "physician": Text("Physician", "Médica o médico"),
    "nurse": Text("Nurse", "Enfermera o enfermero"),
    "pharmacist": Text("Pharmacist", "Farmacéutica o farmacéutico"),
    "pharmacy_technician": Text("Pharmacy technician", "Técnica o técnico de farmacia"),
    "physician_assistant": Text("Physician assistant", "Asociada o asociado médico"),
    "psychologist": Text("Psychologist", "Psicóloga o psicólogo"),
    "social_worker": Text("Social worker", "Trabajadora o trabajador social"),
    "dentist": Text("Dentist", "Dentista"),
    OTHER: Text("Other learners", "Otras personas"),
}


def category(profession: str) -> str:
    """Return the category of a profession, a key of CATEGORIES."""
    return profession if profession in CATEGORIES else OTHER
