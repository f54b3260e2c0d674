"""The written warning before a community protection notice (2014 Act s.43(5)(a); what good practice puts into it)."""

from typing import Any

from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.papers.blocks import items, paragraphs, part, strong
from asbcases.enforcement.papers.common import Making, addressed, asked, conduct, contact, paper, service
from asbcases.enforcement.papers.effects import fine
from asbcases.law.words import instant_words

FOLLOWS = (
    "If the conduct does not stop having this effect, a community protection notice will be issued to you under section 43 "
    "of the Anti-social Behaviour, Crime and Policing Act 2014."
)


def words(making: Making) -> dict[str, Any]:
    """Return what the warning says."""
    measure = making.measure
    by = f"by {instant_words(measure.comply_by)}" if measure.comply_by else ""
    parts = [
        part(
            "",
            addressed(making),
            strong(f"You are warned. What is set out below must stop or be done {by}".strip() + "."),
        ),
        conduct(making, "The conduct that you are warned of"),
        part("What must stop or be done", asked(making.terms)),
        part(
            "What happens next",
            *(paragraphs(FOLLOWS) if measure.says_notice_follows else ()),
            *_notice(making),
        ),
        contact(
            making,
            "If you disagree with this warning, need help to comply with it, or need it in another form, write to:",
        ),
        service(making, PaperKind.CPW),
    ]
    return paper(
        making,
        "Community protection warning",
        "A written warning before a community protection notice",
        parts,
    )


def _notice(making: Making) -> tuple[dict[str, Any], ...]:
    return (
        {"text": "What a community protection notice means:"},
        items(
            (
                "It sets out in writing what you must stop, do, or take reasonable steps to achieve.",
                "You may appeal against it to a magistrates' court.",
                f"Not to comply with it without reasonable excuse is an offence. {fine(making)}",
                f"Instead of being prosecuted, you may be offered a fixed penalty of up to {making.limit('CPB-5')}.",
                "A court may also order work to be done, and things used in the offence may be seized and forfeited.",
            )
        ),
    )
