"""Community remedy and the views of the victim: ASBCPA 2014 ss.101 to 103."""

from asbcases.law.answers import Answer, allow, block
from asbcases.law.facts import Facts
from asbcases.law.limits import Limits
from asbcases.law.reasons import judged
from asbcases.law.registry import decides

CONDITIONS = {
    "evidence": "there is evidence of anti-social behaviour or an offence",
    "admits": "the individual admits it",
    "enough_for_court": "the evidence is enough for court proceedings, and action instead is thought appropriate",
    "caution_not_better": "if it is an offence, a caution or fixed penalty would not be more appropriate",
}
DECIDERS = {
    "constable": "a constable",
    "investigating_officer": "an investigating officer",
    "authorised_person": "a person authorised for conditional cautions",
}


@decides("CRM-2")
def conditions_of_the_remedy(facts: Facts, limits: Limits) -> Answer:
    """Block a remedy unless all four conditions are met."""
    met = facts.items("met")
    missing = [f"Not shown: {words}." for name, words in CONDITIONS.items() if name not in met]
    return block(*missing) if missing else allow("All four conditions are met.")


@decides("CRM-3")
def decider_of_the_remedy(facts: Facts, limits: Limits) -> Answer:
    """Block a remedy decided by anybody whom the Act does not name; a council officer as such is not."""
    by = facts.text("by")
    return judged(
        by in DECIDERS,
        yes=f"Decided by {DECIDERS.get(by)}.",
        no=f"Only these may decide: {'; '.join(DECIDERS.values())}. A council officer as such may not.",
    )


def victim_was_asked(facts: Facts, limits: Limits) -> Answer:
    """Block a decision without the victim's views or a log of reasonable efforts to get them."""
    if facts.flag("views"):
        return allow("The victim's views are recorded.")
    return judged(
        facts.flag("efforts_logged"),
        yes="Reasonable efforts to get the victim's views are logged.",
        no="Record the victim's views, in particular on the menu, or the efforts made to get them.",
    )


for rule in ("CRM-4", "CRM-7"):
    decides(rule)(victim_was_asked)
