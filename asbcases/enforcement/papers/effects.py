"""What sections 46 to 51 of the 2014 Act do, and what may be offered instead of a prosecution, in plain words.

Every number is that of the law on the day of the paper.
"""

import re
from collections.abc import Mapping
from typing import Any

from asbcases.enforcement.papers.blocks import Part, items, paragraphs, part
from asbcases.enforcement.papers.common import Making
from asbcases.law.registry import consider

APPEAL_BECAUSE = (
    "the conduct did not take place, or does not have a detrimental effect on the quality of life of those in the locality, "
    "or is not persistent or continuing, or is not unreasonable, or you cannot reasonably be expected to control or affect it",
    "a requirement of the notice, or the time to comply with it, is unreasonable",
    "there is a material defect or error in the notice, or in connection with it",
    "the notice was issued to the wrong person",
)
IN_PROGRESS = (
    "While an appeal is in progress you must still stop what the notice tells you to stop, unless the court says otherwise. "
    "Requirements to do something, or to take steps, have no effect until the appeal is finally decided or withdrawn. The "
    "court must quash the notice, modify it, or dismiss the appeal."
)
OFFENCE = (
    "Not to comply with this notice is an offence, unless you took all reasonable steps to comply with it, or there is "
    "another reasonable excuse."
)
COURT_ORDERS = (
    "A court that convicts you may order you to do what is needed so that the notice is complied with, or to let it be done. "
    "The order cannot require you to let anybody into your home: that needs your consent."
)
SECTIONS = frozenset(range(46, 52))
FORFEITURE = (
    "The court may also order you to give up things that were used in the offence. They may be destroyed, or disposed of in "
    "another way."
)


def fine(making: Making) -> str:
    """Return the highest fine in words, for an individual or for a body."""
    facts = {"is_body": making.is_body, "offence_on": making.day}
    most = consider("CPB-2", facts, making.limits).values["maximum_fine"]
    return "The fine has no upper limit." if most is None else f"The fine can be up to £{most:,}."


def effects(making: Making) -> list[Part]:
    """Return the parts that explain the effect of sections 46 to 51 (s.43(7)(b))."""
    return [_appeal(making), _works(making), _offence(making), _orders(), _seizure(making)]


def explains(words: Mapping[str, Any]) -> bool:
    """Say whether the words of a paper, as they stand in it, explain each of sections 46 to 51: not whether they should."""
    said = [one["heading"] for one in words.get("parts", ()) if any(map(_says, one["blocks"]))]
    named = {
        int(number) for heading in said for number in re.findall(r"[0-9]+", heading) if "section" in heading
    }
    return named >= SECTIONS


def _says(block: Mapping[str, Any]) -> bool:
    return bool(block.get("text", "").strip())


def _appeal(making: Making) -> Part:
    when = (
        f"You may appeal to a magistrates' court within {making.limit('APP-1')} beginning with the day on which you are "
        "issued with this notice, because:"
    )
    return part(
        "Your right to appeal (section\u00a046)",
        *paragraphs(when),
        items(APPEAL_BECAUSE),
        *paragraphs(IN_PROGRESS),
    )


def _works(making: Making) -> Part:
    return part(
        "Work that the council may do (section\u00a047)",
        *paragraphs(
            "If you do not comply with this notice, the council may do the work itself on land that is open to the air. "
            "Elsewhere it must first tell you in writing what work it means to do and what it is likely to cost, and needs "
            "your consent and that of the owner; it need not have the owner's if it made reasonable efforts to reach them."
        ),
        *paragraphs(
            "The council may send you a bill, which is not more than the cost. You may appeal to a magistrates' court against "
            f"the amount within {making.limit('WRK-3')} beginning with the day on which the bill is issued to you."
        ),
    )


def _offence(making: Making) -> Part:
    penalty = (
        f"Instead of being prosecuted you may be offered a fixed penalty of up to {making.limit('CPB-5')} (section\u00a052). Nobody "
        f"who pays it within {making.limit('CPB-6')} following the date of the penalty notice can be convicted of that offence."
    )
    return part(
        "If you do not comply (section\u00a048)",
        *paragraphs(f"{OFFENCE} {fine(making)}"),
        *paragraphs(penalty),
    )


def _orders() -> Part:
    return part(
        "What a court may order (sections\u00a049 and\u00a050)",
        *paragraphs(COURT_ORDERS),
        *paragraphs(FORFEITURE),
    )


def _seizure(making: Making) -> Part:
    return part(
        "Seizure (section\u00a051)",
        *paragraphs(
            "A justice of the peace may issue a warrant for premises to be entered, and for things to be seized that were used "
            f"in the offence. Entry must be within {making.limit('WRK-5')} from the date of the warrant. What is seized is given "
            f"back within {making.limit('WRK-6')} following the day of seizure, unless proceedings have begun by then."
        ),
    )
