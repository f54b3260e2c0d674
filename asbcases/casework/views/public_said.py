"""From the answers of the public form to what is kept of them: the person's words, and what a report has columns for."""

from typing import Any

from asbcases.casework.transitions.safe_contact import Way
from asbcases.casework.views.public_draft import ReportDraft

# What a report has no column of its own for: kept with the words, each under its question.
IN_WORDS = (("what", "going_on"), ("who", "affected"), ("who", "affected_more"))


def said_in(draft: ReportDraft) -> dict[str, Any]:
    """Return all that was answered, as it is kept."""
    forms = dict(draft.forms())
    answers = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
    span, council = forms["when"].span, answers.get("council")  # type: ignore[attr-defined]
    assert span is not None  # noqa: S101 - a valid form has it
    return {
        **{name: answers.get(name, "") for name in ("place_text", "on_behalf_of", "language", "adjustments")},
        **{
            name: answers.get(name, "")
            for name in ("caller_name", "caller_phone", "caller_email", "caller_address")
        },
        "narrative": _narrative(draft),
        "caller_anonymous": answers["contact"] == "anonymous",
        "district": council.district_id if council else None,
        "happened_from": span.start.isoformat(),
        "happened_until": span.end.isoformat(),
        "happened_precision": str(span.precision),
        "way": _way(answers),
    }


def _narrative(draft: ReportDraft) -> str:
    """Return what was written, and the answers that belong to it, each under the question as it was asked."""
    forms = dict(draft.forms())
    parts = [forms["what"].cleaned_data["narrative"]]
    for page, name in IN_WORDS:
        form = forms[page]
        words = form.words_of(name, form.cleaned_data.get(name))  # type: ignore[attr-defined]
        if words:
            parts.append(f"{form.fields[name].label}\n{words}")
    return "\n\n".join(parts)


def _way(answers: dict[str, Any]) -> Way | None:
    """Return how the person may be reached without danger; None where they ticked and noted nothing."""
    safe, note = answers.get("safe") or [], answers.get("safe_note", "")
    if not (safe or note):
        return None
    return Way(
        email=answers["caller_email"] if "email" in safe else "",
        phone=answers["caller_phone"] if "phone" in safe else "",
        from_hour=answers["safe_from"],
        until_hour=answers["safe_until"],
        note=note,
        discreet=True,
    )
