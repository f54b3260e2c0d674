"""What is wanting at a gate, in the words of whoever has to mend it."""

from collections.abc import Iterable, Mapping

WANTING: Mapping[str, str] = {
    "cause": "Add a cause to the analysis.",
    "data_source": "Add a data source to the analysis.",
    "measure": "Fix the measure before the response begins.",
    "actions": "Finish or drop every response.",
    "after_window": "Wait until the whole window after has been looked at, or say why nobody waits.",
    "merged_into": "Name the plan into which this one is merged.",
    "objective_measured": "Assess the objective by its measure.",
    "order_ends": "Put the end of every order that runs on into the diary.",
    "reason": "Choose why the plan is closed.",
    "scan": "Describe the problem first: nothing was scanned that could be decided on.",
    "sign_off": "A sergeant or above who does not own the plan signs it off.",
    "target_not_reached": "The target was not reached: choose another reason.",
    "transfer_accepted": "Say that they accepted it.",
    "transferred_to": "Say to whom the problem was transferred.",
    "victim_contact": "Contact every victim.",
    "youth_support": "Say of every child whose behaviour the plan is about whether youth justice support was considered.",
}


def wanting_words(missing: Iterable[str]) -> str:
    """Return everything that is wanting in sentences."""
    return " ".join(WANTING[name] for name in missing)
