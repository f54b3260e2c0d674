"""How references are read: people leave out spaces, hyphens and zeros."""

import re

KINDS = ("ASB", "INC", "RPT", "PER", "PRM", "VEH")
WRITTEN = re.compile(
    r"\s*(asb|inc|rpt|per|prm|veh)[\s\-/.]*(\d{4})[\s\-/.]*(\d{1,12})\s*", re.IGNORECASE | re.ASCII
)


def reference_in(text: str) -> str:
    """Return the reference that somebody meant, such as ASB-2026-000123 for "asb 2026 123"; else nothing."""
    matched = WRITTEN.fullmatch(text)
    if matched is None:
        return ""
    kind, year, number = matched.groups()
    return f"{kind.upper()}-{year}-{int(number):06}"
