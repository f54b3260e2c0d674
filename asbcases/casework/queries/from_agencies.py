"""What partners' agencies reported under references of their own."""

from collections.abc import Collection

from asbcases.accounts.models import Agency
from asbcases.cases.models import ExternalReference, Report


def known_under(agency: Agency, keys: Collection[str]) -> dict[str, Report]:
    """Return the reports that an agency told us under these references, each by the key of its reference."""
    rows = ExternalReference.objects.filter(
        agency=agency, key__in=keys, recorded_in_error_at__isnull=True
    ).select_related("report")
    return {row.key: row.report for row in rows if row.report}
