"""What is no act of anybody: what others do to somebody, what they decide, and what a body does of itself."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.lists import phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import NO_SUBJECT, Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, found_in, only_steps

# With one of these it is somewhere, with somebody or doing something that they may not be seen, and that is an act.
WHERE = re.compile(
    r"^(?:again\s|anywhere\s)?(?:in|at|on|near|within|inside|outside|around|about|along|into|to\s(?:be|enter)|with|without|after|before|between"
    r"|carrying|wearing|holding|riding|driving|using|entering|leaving|drinking|smoking|drunk|under|[a-z]+ing)\b",
    re.IGNORECASE,
)
# "Stared at in the street": with its own preposition it is done to them wherever they are.
PARTICLE = re.compile(r"^(?:at|about|after|to|of)\s(?=(?:in|on|at|by|when|while|anywhere)\b)", re.IGNORECASE)
# Done at somebody, or made to sound so, it is an act.
AIMED = re.compile(
    r"^(?:loudly\s)?(?:at|on|over|towards|into|in\sthe\sface|near|about|of\sharming)\b", re.IGNORECASE
)
# "Do not wake", and not "do not wake the people".
OF_NOTHING = re.compile(
    r"^(?:[.,;]|$|(?:in|at|on|during|while|when|before|between|after|again|ever|anywhere|for|from|up|by|within|whenever|once|near)\b)",
    re.IGNORECASE,
)
TO_DO = re.compile(r"^(?:to|up|out|through|about\sit)\b", re.IGNORECASE)
# Of the person themselves, and of those who live with them.
SELF = re.compile(
    r"^(?:you|he|she|they|the\s(?:defendant|respondent|offender|subject)|(?:defendant|respondent|offender|subject))?$",
    re.IGNORECASE,
)
RECEIVED = re.compile(
    r"^(?:any|a|an|another|no|further|more|other|the|unwanted)?\s?(?:further\s|more\s|other\s|unwanted\s|abusive\s|telephone\s|phone\s)?"
    r"(?:calls?|texts?|messages?|letters?|e-?mails?|complaints?|reports?|looks?|stares|insults?|threats?|visits?\sfrom|invitations?|parcels?|gossip|attention|warnings?|convictions?|friend\srequests?)\b",
    re.IGNORECASE,
)
CAUSE_OF = re.compile(
    r"^be\sthe\s(?:talk|laughing\sstock|envy|butt)\sof\b|^be\sthe\s(?:cause|reason|occasion)\s(?:why|that|for\swhich)\b|^(?:be\s(?:the\s|a\s)?(?:cause|subject|object|reason|target|occasion)\s(?:of|for)|give\s(?:rise\sto|cause\sfor)|lead\sto|result\sin|cause|prompt|occasion|generate|invite)\s"
    r"(?:any|a|an|another|no|further|more)?\s?(?:[a-z]+\s)?(?:calls?\s(?:to|by|from)|complaints?|reports?\s(?:to|by|from)|gossip|petitions?|remarks?|comments?|reprisals?)\b",
    re.IGNORECASE,
)
LET_OFF = re.compile(
    r"^(?:let|taken|voted|kept|put)\s(?:off|back|out|go|on(?:to)?|in(?:to)?|forward|up\sfor)\b", re.IGNORECASE
)
GETS = frozenset({"receive", "get", "attract", "draw", "suffer", "incur", "provoke", "earn"})
NO_CHOICE = "nobody chooses it. Ask for an act that is theirs."
OTHERS_DO = "it is what others do or decide. Ask for what they do themselves."


def fated(condition: Condition) -> Found:
    """Look for what somebody is only the object of, and for what a body or a mind does of itself."""
    if only_steps(condition):
        return None
    return next(iter(_fated(condition)), None)


def _fated(condition: Condition) -> Iterator[tuple[str, str]]:
    for said in predicates(condition.words):
        if _done_to(said) or _received(said) or _felt(said):
            yield said.words, OTHERS_DO
        elif _of_itself(said):
            yield said.words, NO_CHOICE


def _done_to(said: Predicate) -> bool:
    """Return whether somebody is to be seen, heard or arrested, or not to be; or accepted, forgiven or employed."""
    if not (said.be and SELF.match(said.subject)):
        return False
    if said.forbids:
        after = PARTICLE.sub("", said.rest)
        return said.verb in words_of("classes", "perceived") and (
            after != said.rest or not WHERE.match(after)
        )
    return said.verb in words_of("classes", "decided") or bool(LET_OFF.match(f"{said.verb} {said.rest}"))


def _received(said: Predicate) -> bool:
    """Return whether nothing is to come from others: no call, no complaint."""
    cause = CAUSE_OF.search(f"{'be ' if said.be else ''}{said.verb} {said.rest}")
    return said.forbids and bool(cause or (said.verb in GETS and RECEIVED.match(said.rest)))


def _felt(said: Predicate) -> bool:
    """Return whether nobody is to be annoyed or upset, which is theirs to be."""
    others = NO_SUBJECT.match(said.words) or (said.forbids and not SELF.match(said.subject))
    return said.be and bool(others) and said.verb in words_of("classes", "felt")


def _of_itself(said: Predicate) -> bool:
    """Return whether a body or a mind is bidden: not to cough, not to be ill, to feel sorry."""
    if not SELF.match(said.subject):
        return False
    if said.be:
        state = phrases_of("classes", "states").match(f"{said.verb} {said.rest}")
        return bool(state) and not AIMED.match(said.rest)
    if not said.forbids or found_in("deliberate", said.words):
        return False
    if said.verb in words_of("classes", "minds"):
        return not TO_DO.match(said.rest)
    alone = OF_NOTHING.match(said.rest) and not AIMED.match(said.rest)
    return said.verb in words_of("classes", "involuntary") and bool(alone)
