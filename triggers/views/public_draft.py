"""The answers of somebody who applies for a case review, and what is kept of them once they are sent."""

from collections.abc import Sequence
from typing import Any

from asbcases.web.public_forms.drafts import Asked, Draft
from triggers.choices import Channel, Consent, VictimKind
from triggers.forms.public import BUSINESS, GROUP, ONLY_FOR, PAGES, QUESTIONS, UNSURE, Reports

KINDS = {BUSINESS: VictimKind.BUSINESS, GROUP: VictimKind.GROUP}
# What is kept under the name that an application has for it.
AS_TYPED = (
    *("area", "place_text", "victim_name", "relation", "consent_words", "reported_to", "wanted"),
    *("involvement_words", "language", "adjustments"),
)


class ApplicationDraft(Draft):
    """What somebody who applies has answered so far."""

    routes, session, templates = "public_review", "case_review", "triggers/public"
    salt = "triggers.application"
    pages, questions = PAGES, QUESTIONS

    @classmethod
    def empty(cls) -> dict[str, Any]:
        """Return what is held before anything was answered: reports are told beside the answers."""
        return {**super().empty(), "reports": [], "no_details": False}

    def route(self) -> Sequence[str]:
        """Return the pages that are asked of whoever applies for this victim."""
        whom = self.typed("whom").get("whom")
        return [page for page in self.pages if page not in ONLY_FOR or whom in ONLY_FOR[page]]

    def form(self, page: str) -> Asked:
        """Return the form of a page with what was answered; the reports as they were told one by one."""
        if page == "reports":
            return Reports(self.held["reports"], none=self.held["no_details"])
        return super().form(page)

    def add_report(self, line: str) -> None:
        """Keep a report that was told of."""
        self.held["reports"].append(line)
        self.held["no_details"] = False

    def remove_report(self, place: int) -> None:
        """Leave a report out."""
        del self.held["reports"][place : place + 1]

    def answers(self) -> dict[str, Any]:
        """Return all that was answered, by the names of the fields."""
        forms = (form for _, form in self.forms())
        return {name: value for form in forms for name, value in form.cleaned_data.items()}

    @property
    def waits(self) -> bool:
        """Return whether the victim has not agreed to it yet."""
        return bool(self.answers().get("consent") == Consent.WAITING)


def said_in(draft: ApplicationDraft) -> dict[str, Any]:
    """Return all that was answered, as an application has it."""
    answers = draft.answers()
    safe, involved = answers["safe"], answers["involvement"]
    return {
        **{name: answers.get(name, "") for name in AS_TYPED},
        **{f"applicant_{way}": answers[f"caller_{way}"] for way in ("name", "phone", "email", "address")},
        **{f"contact_{way}": answers[f"caller_{way}"] if way in safe else "" for way in ("phone", "email")},
        "channel": Channel.ONLINE,
        "victim_kind": KINDS.get(answers["whom"], VictimKind.PERSON),
        "consent": answers.get("consent", Consent.OWN),
        "happened": _happened(draft, answers),
        "contact_note": answers["safe_note"],
        "from_hour": answers["safe_from"],
        "until_hour": answers["safe_until"],
        "discreet": True,
        "involvement": "" if involved == UNSURE else involved,
    }


def _happened(draft: ApplicationDraft, answers: dict[str, Any]) -> str:
    """Return what was written, and what it does to them under the question as it was asked."""
    if not answers["effect"]:
        return str(answers["happened"])
    asked = draft.form("effect").fields["effect"].label
    return f"{answers['happened']}\n\n{asked}\n{answers['effect']}"
