"""A condition taken apart into its clauses, each as a condition of its own: what is asked, and what is forbidden."""

import re
from typing import NamedTuple

from asbcases.enforcement.rules.conditions.lists import lists, words_of
from asbcases.enforcement.rules.conditions.predicates import LEAD
from asbcases.enforcement.rules.conditions.texts import Sentence, sentences
from asbcases.enforcement.rules.conditions.verbs import verbs
from asbcases.enforcement.rules.conditions.wording import in_one_wording

# More clauses than this are a mess that other looks speak of.
MOST = 6
JOIN = re.compile(
    r"(?:[,;:]\s(?:(?:and|but|then|yet)\s)?|\s(?:and|but|then|yet|while)\s)(?:then\s|also\s|you\s|always\s|at the same time\s)*"
    r"((?:must|shall)\s(?:also\s)?(?:not\s|never\s)?|do\snot\s|not\s|never\s)?([a-z'-]+)",
    re.IGNORECASE,
)
MODAL = re.compile(
    r"^(?:.{0,80}?)\b(?:must|shall|(?:are|is|have|has)(?:\s(?:required|ordered))?\sto|may(?=\snot))\s(not\b|never\b)?",
    re.IGNORECASE,
)
# "Tell your son that he may not bring it" bids him nothing, and forbids nothing.
OF_ANOTHER = re.compile(r"\b(?:that|which|who)\s(?:he|she|it|they)\s(?:must|may|shall|will)\b", re.IGNORECASE)
FORBIDS = re.compile(r"^\W*(?:do\snot|don't|never|no|not\sto)\s", re.IGNORECASE)
# "Play no music" forbids, and "be there no later than noon" does not.
NO_THING = re.compile(
    r"\b(must|shall)\s((?!be\b)[a-z-]+)\s(?:on\s|in\s|out\s)?no\s(?!later|fewer|less|more than)",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"(?!do\b|be\b|have\b)[a-z-]+\s(?:(?:on|in|to|with|at)\s)?(?:nothing|nobody|no one|none)\b", re.IGNORECASE
)
# A sentence that tells, though it begins as a verb does: "Open Door's manager will supervise this".
TELLS = re.compile(
    r"^(?:[\w',-]+\s){1,6}?(?:will|is|are|has|(?<!and\s)have|may|can|was|does)\b", re.IGNORECASE
)
PRONOUN = re.compile(r"\b(?:it|them)\b")
OBJECT = re.compile(r"\b((?:the|your|any|all|an?)\s[a-z'-]+)(\s[a-z'-]+)?", re.IGNORECASE)


class Clause(NamedTuple):
    """One clause, in words that stand alone, and whether it asks for something."""

    words: str
    must: bool


def clauses(text: str) -> list[Clause]:
    """Return the clauses of a text that bind; a sentence that leaves room has none."""
    found: list[Clause] = []
    for sentence in sentences(in_one_wording(text)):
        if not sentence.carved:
            found += _clauses(sentence)
    return found[:MOST]


def with_nouns(found: list[Clause]) -> list[Clause]:
    """Return clauses with "it" and "them" said as what the clause before is about."""
    said, named = [], ""
    for clause in found:
        spoken = PRONOUN.sub(named, clause.words, count=1) if named else clause.words
        said.append(clause._replace(words=spoken))
        match = OBJECT.search(spoken)
        named = _object(match) if match else named
    return said


def _object(match: re.Match[str]) -> str:
    """Return what a clause is about, without the state it is kept in: "your dog", "the back gate"."""
    second = (match[2] or "").strip().lower()
    states = {word for pair in lists()["conflicts"]["opposites"] for word in pair}
    ends = states | words_of("acts", "particles") | words_of("acts", "kept") | words_of("acts", "no_verbs")
    return match[1] if second in ends or second.endswith("ing") else match.group()


def turned(words: str) -> str:
    """Return a text with "must play no music" as "must not play music"."""
    return NO_THING.sub(r"\1 not \2 any ", words)


def _clauses(sentence: Sentence) -> list[Clause]:
    text = turned(sentence.main.strip())
    lead = LEAD.match(text)
    when = lead.group().strip(" ,") if lead else ""
    head = MODAL.match(text)
    if head and not OF_ANOTHER.search(head.group()):
        rest, must = text[head.end() :].strip(), not head[1]
    elif FORBIDS.match(text):
        rest, must = FORBIDS.sub("", text), False
    else:
        text = text[len(lead.group()) :] if lead else text
        rest, must = text, True
        if text.split(" ")[0].lower() not in verbs() or TELLS.match(text):
            return []
    return _parts(rest, must, when)


def _parts(rest: str, must: bool, when: str) -> list[Clause]:
    """Return the parts of a sentence after its modal, where a verb or another modal begins each."""
    found, begin = [], 0
    for match in JOIN.finditer(rest):
        said = (match[1] or "").lower()
        if not (said or match[2].lower() in verbs()):
            continue
        found.append(_clause(rest[begin : match.start()], must, when))
        begin, must = match.start(2), (not said.rstrip().endswith(("not", "never"))) if said else must
    return [*found, _clause(rest[begin:], must, when)]


def _clause(words: str, must: bool, when: str) -> Clause:
    must = must and not NOTHING.match(words.strip())
    plain = f"{words.strip().rstrip('.')} {when[:1].lower()}{when[1:]}".strip()
    return Clause(f"You must {'' if must else 'not '}{plain[:1].lower()}{plain[1:]}.", must)
