"""Why mediation is not suggested: it would set somebody who was threatened or targeted beside whoever did it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

HIGH = "high"
# Terms of classification, and answers of risk forms, that tell of the same.
HATE_BEGINS, DOMESTIC = "hate", "domestic"
WORDS = {
    "risk": "the risk to a victim is high",
    "hate": "hate is recorded",
    "domestic": "domestic abuse is recorded",
    "threats": "violence or a threat of it is recorded",
}


def against(
    level: str | None,
    triages: Iterable[Mapping[str, Any]],
    qualifiers: Collection[str],
    answered: Collection[str],
) -> list[str]:
    """Return in words why mediation is not suggested; `answered` names what a risk form said yes to."""
    found = {"risk"} if level == HIGH else set()
    for answers in triages:
        found |= _in_triage(answers)
    found |= {"hate" for term in qualifiers if term.startswith(HATE_BEGINS)}
    found |= {"domestic" for term in qualifiers if term == DOMESTIC}
    found |= {"hate"} & set(answered)
    found |= {"threats" for question in answered if question == "violence"}
    return [words for sign, words in WORDS.items() if sign in found]


def _in_triage(answers: Mapping[str, Any]) -> set[str]:
    threat, vulnerability = answers.get("threat", {}), answers.get("vulnerability", {})
    found = {flag for flag in vulnerability.get("flags", ()) if flag in (HATE_BEGINS, DOMESTIC)}
    return found | ({"threats"} if threat.get("violence") in ("threatened", "used") else set())
