"""References in addresses; the kind of converter marks what a route belongs to."""

from collections.abc import Mapping

from django.urls import register_converter

# The page of each kind of record, by the beginning of its references.
PAGES: Mapping[str, str] = {
    "ASB": "case_page",
    "INC": "incident_page",
    "RPT": "report_page",
    "ACR": "review_page",
    "PER": "person_page",
    "PRM": "premises_page",
    "VEH": "vehicle_page",
    "SAR": "plan_page",
}


class CaseReference:
    """Marks a route that belongs to a case, so that a test can find them all."""

    regex = r"ASB-\d{4}-\d{6,}"

    def to_python(self, value: str) -> str:
        """Return the reference as typed."""
        return value

    def to_url(self, value: str) -> str:
        """Return the reference as it stands in an address."""
        return value


class IncidentReference(CaseReference):
    """Marks a route that belongs to an incident."""

    regex = r"INC-\d{4}-\d{6,}"


class ReportReference(CaseReference):
    """Marks a route that belongs to a report."""

    regex = r"RPT-\d{4}-\d{6,}"


class PersonReference(CaseReference):
    """Marks a route that belongs to a person, business or group."""

    regex = r"PER-\d{4}-\d{6,}"


class PremisesReference(CaseReference):
    """Marks a route that belongs to premises."""

    regex = r"PRM-\d{4}-\d{6,}"


class VehicleReference(CaseReference):
    """Marks a route that belongs to a vehicle."""

    regex = r"VEH-\d{4}-\d{6,}"


class ReviewReference(CaseReference):
    """Marks a route that belongs to an ASB case review."""

    regex = r"ACR-\d{4}-\d{6,}"


class PlanReference(CaseReference):
    """Marks a route that belongs to a problem-solving plan."""

    regex = r"SAR-\d{4}-\d{6,}"


class MeasureReference(CaseReference):
    """Marks a route that belongs to a warning, notice, order or earlier step on a case."""

    regex = r"(?:ADV|LET|ABC|MED|DIV|CPW|CPN|CBO)-\d{4}-\d{6,}"


class OwedReference(CaseReference):
    """Marks a route that belongs to whichever record something is owed on."""

    regex = r"(?:ASB|INC|RPT|ACR|SAR)-\d{4}-\d{6,}"


def register() -> None:
    """Make `<case:…>`, `<incident:…>`, `<person:…>` and the others known to the routes."""
    register_converter(CaseReference, "case")
    register_converter(IncidentReference, "incident")
    register_converter(ReportReference, "report")
    register_converter(PersonReference, "person")
    register_converter(PremisesReference, "premises")
    register_converter(VehicleReference, "vehicle")
    register_converter(ReviewReference, "review")
    register_converter(PlanReference, "plan")
    register_converter(MeasureReference, "measure")
    register_converter(OwedReference, "owed")
