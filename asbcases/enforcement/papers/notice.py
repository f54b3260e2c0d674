"""The community protection notice (2014 Act s.43), with the effect of sections 46 to 51."""

from typing import Any

from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.papers.blocks import facts, paragraphs, part, strong
from asbcases.enforcement.papers.common import Making, addressed, asked, conduct, contact, paper, service
from asbcases.enforcement.papers.effects import effects
from asbcases.law.words import day_words

SATISFIED = (
    "I am satisfied on reasonable grounds that this conduct has a detrimental effect, of a persistent or continuing nature, on "
    "the quality of life of those in the locality, and that it is unreasonable. You were warned in writing, you had enough time "
    "to deal with the matter, and the conduct still has this effect."
)
CHANGE = (
    "You may ask in writing for this notice to be changed or ended, if things are different now or you cannot comply with it. "
    "Write to:"
)


def words(making: Making) -> dict[str, Any]:
    """Return what the notice says."""
    measure = making.measure
    parts = [
        part(
            "",
            addressed(making, *_premises(measure)),
            strong(
                "You must comply with the requirements of this notice. Not to do so without reasonable excuse is an offence."
            ),
        ),
        conduct(making, "The conduct to which this notice applies"),
        part("Why this notice is issued", *paragraphs(SATISFIED), *_warned(measure)),
        part("What you must do", asked(making.terms), *_until(measure)),
        *effects(making),
        contact(making, CHANGE),
        service(making, PaperKind.CPN),
    ]
    about = "Issued under section 43 of the Anti-social Behaviour, Crime and Policing Act 2014"
    return paper(making, "Community protection notice", about, parts)


def _premises(measure: Measure) -> list[tuple[str, object]]:
    if measure.premises is None:
        return []
    capacity = (
        f"You are named as somebody who {measure.get_capacity_display().lower()}" if measure.capacity else ""
    )
    return [
        ("Premises", measure.premises.address),
        ("Your part in them", capacity.replace(" them", " these premises")),
    ]


def _warned(measure: Measure) -> list[dict[str, Any]]:
    warning = measure.warning
    if warning is None or warning.issued_on is None:
        return []
    return [facts(("Written warning", warning.reference), ("Given on", day_words(warning.issued_on)))]


def _until(measure: Measure) -> list[dict[str, Any]]:
    if measure.ends_on is None:
        return []
    return paragraphs(f"This notice is in force until the end of {day_words(measure.ends_on)}.")
