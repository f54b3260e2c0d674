"""The fixed penalty notice for not complying with a community protection notice (2014 Act s.52)."""

from typing import Any

from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.papers.blocks import facts, paragraphs, part, strong
from asbcases.enforcement.papers.common import Making, addressed, asked, contact, paper, service
from asbcases.law.registry import consider
from asbcases.law.words import day_words, instant_words


def words(making: Making) -> dict[str, Any]:
    """Return what the penalty notice says: particulars, the time without proceedings, amount, to whom, and how."""
    penalty = making.penalty
    if penalty is None:
        raise ValueError("A fixed penalty notice is made of a penalty.")
    days = consider("CPB-6", {"fpn_on": penalty.fpn_on}, making.limits).values
    pay_by, within = day_words(days["pay_by"]), making.limits.on("CPB-6", penalty.fpn_on).stated
    breach = penalty.breach
    parts = [
        part(
            "",
            addressed(making, ("Penalty", penalty.reference), dated=penalty.fpn_on),
            strong(f"Pay by {pay_by} and you cannot be convicted of this offence."),
        ),
        part(
            "The offence",
            *paragraphs(penalty.particulars),
            facts(("When", instant_words(breach.happened_at)), ("Where", breach.place)),
            asked(
                [one.term for one in breach.terms.select_related("term").order_by("term__number")],
                because=False,
            ),
            *paragraphs(
                f"Failing to comply with community protection notice {making.measure.reference}: section 48 of the Anti-social "
                "Behaviour, Crime and Policing Act 2014."
            ),
        ),
        part(
            "What to pay, and by when",
            facts(
                ("Amount", pounds(penalty.amount)),
                ("Last day to pay", pay_by),
                ("If you pay early", _early(making)),
            ),
            *paragraphs(
                f"No proceedings are begun for this offence before the end of {within} following the date of this notice. If you pay "
                f"by {pay_by}, you cannot be convicted of it. If you do not pay, you may be prosecuted."
            ),
        ),
        part(
            "Where and how to pay",
            facts(
                ("Pay to", penalty.payable_to),
                ("How", penalty.methods),
                ("Say this reference", penalty.reference),
            ),
        ),
        contact(
            making,
            "You need not accept this offer: a court can then decide. If you think that it is wrong, write to:",
        ),
        service(making, PaperKind.FPN),
    ]
    about = "Offered under section 52 of the Anti-social Behaviour, Crime and Policing Act 2014"
    return paper(making, "Fixed penalty notice", about, parts, reference=penalty.reference)


def _early(making: Making) -> str:
    penalty = making.penalty
    if penalty is None or penalty.early_amount is None:
        return ""
    days = f"{penalty.early_days} day{'' if penalty.early_days == 1 else 's'}"
    return f"{pounds(penalty.early_amount)}, if it is paid within {days} following the date of this notice"


def pounds(amount: Any) -> str:
    """Return an amount as people write it: "£100", "£75.50"."""
    return f"£{amount:,.2f}".removesuffix(".00")
