"""Steps of practice on paper: a warning letter, and an acceptable behaviour contract. No statute asks for either."""

from typing import Any

from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.papers.blocks import paragraphs, part, strong, table
from asbcases.enforcement.papers.common import Making, addressed, asked, conduct, contact, paper, service
from asbcases.law.words import day_words


def letter(making: Making) -> dict[str, Any]:
    """Return what the warning letter says."""
    terms = making.terms
    parts = [
        part("", addressed(making)),
        conduct(making, "Why we write to you"),
        *([part("What we ask of you", asked(terms, binding=False))] if terms else []),
        part(
            "What happens next",
            *paragraphs(
                "This letter is no order and no conviction. If the behaviour goes on, we look at what the law allows us to do. "
                "That may be a community protection warning and notice, an injunction, or another power that fits."
            ),
        ),
        contact(
            making,
            "If something stands behind this with which we can help, or if you see it differently, tell us:",
        ),
        service(making, PaperKind.WARNING_LETTER),
    ]
    return paper(making, "Warning letter", "A letter about behaviour", parts)


def contract(making: Making) -> dict[str, Any]:
    """Return what the contract says, with room for who signs it."""
    measure = making.measure
    until = f" It runs until the end of {day_words(measure.ends_on)}." if measure.ends_on else ""
    parts = [
        part("", addressed(making), strong(f"This is an agreement. Nobody can make you sign it.{until}")),
        conduct(making, "Why it is made"),
        part("What I agree to", asked(making.terms, binding=False)),
        part(
            "If it is not kept",
            *paragraphs(
                "Not keeping to this agreement is no offence. We then speak with you about what stands in the way. What happened may "
                "be shown to a court if a power of the law is asked for later."
            ),
        ),
        contact(making, "If you need help to keep to it, or want it looked at again, ask:"),
        part(
            "Signatures",
            table(
                ("Who", "Signature", "Date"), [(who, "", "") for who in _signers(making)], widths=(3, 3, 2)
            ),
            apart=False,
        ),
        service(making, PaperKind.ABC),
    ]
    return paper(making, "Acceptable behaviour contract", "An agreement about behaviour", parts)


def _signers(making: Making) -> list[str]:
    who = [making.measure.subject.name, making.by.name]
    return [who[0], "Parent or guardian, if under 18", who[1]]
