"""How references are read: people leave out spaces, hyphens and zeros."""

import re

KINDS = ("ASB", "INC", "RPT", "PER", "PRM", "VEH", "ACR", "SAR")
TYPED = r"\s*({})[\s\-/.]*(\d{{4}})[\s\-/.]*(\d{{1,12}})\s*"
WRITTEN = re.compile(TYPED.format("asb|inc|rpt|per|prm|veh|acr|sar"), re.IGNORECASE | re.ASCII)
# Of a warning, notice, order or earlier step, and of nothing else.
OF_MEASURE = re.compile(TYPED.format("adv|let|abc|med|div|cpw|cpn|cbo"), re.IGNORECASE | re.ASCII)
# Of what a partner is asked.
OF_ASKED = re.compile(TYPED.format("ref|ask"), re.IGNORECASE | re.ASCII)


def asked_in(text: str) -> str:
    """Return the reference of a referral or question that somebody meant, such as REF-2026-000123; else nothing."""
    return _reference(OF_ASKED.fullmatch(text))


def reference_in(text: str) -> str:
    """Return the reference that somebody meant, such as ASB-2026-000123 for "asb 2026 123"; else nothing."""
    return _reference(WRITTEN.fullmatch(text))


def measure_in(text: str) -> str:
    """Return the reference of a measure that somebody meant, such as CPN-2026-000123; else nothing."""
    return _reference(OF_MEASURE.fullmatch(text))


def _reference(matched: re.Match[str] | None) -> str:
    if matched is None:
        return ""
    kind, year, number = matched.groups()
    return f"{kind.upper()}-{year}-{int(number):06}"
