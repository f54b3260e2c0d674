"""Every verb of the record, whichever part of the work it belongs to."""

from asbcases.audit.choices import Verb
from asbcases.audit.plan_choices import PlanVerb, RemedyVerb

AnyVerb = Verb | PlanVerb | RemedyVerb
VERBS: tuple[AnyVerb, ...] = (*Verb, *PlanVerb, *RemedyVerb)
CHOICES = [(verb.value, verb.label) for verb in VERBS]
_BY_VALUE = {verb.value: verb for verb in VERBS}


def verb_of(value: str) -> AnyVerb:
    """Return the verb that an event names; KeyError where there is none."""
    return _BY_VALUE[value]
