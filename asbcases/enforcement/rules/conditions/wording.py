"""A condition in one wording: "nor are you to", "not to", "and no more" are read as "must not"."""

import re

from asbcases.enforcement.rules.conditions.effects import plainly
from asbcases.enforcement.rules.conditions.texts import straight
from asbcases.enforcement.rules.conditions.verbs import base

NOR = re.compile(
    r"\bnor\s(?:shall|may|must|are|is|will|should|can)\s(?:you|he|she|they|the\s\w+)(?:,[^,.;]{1,120},)?\s(?:to\s)?",
    re.IGNORECASE,
)
NOT_TO = re.compile(r"\b(and|nor|or|but)\s(?:you\sare\s|are\s)?(?:not\sto|do\snot|don't)\s", re.IGNORECASE)
# "And no visitor of yours is to rev" forbids a second thing; "the drain is to be unblocked" asks for one.
AND_NO = re.compile(
    r"\b(?:and|nor)\s(?:no|any|is\sany)\s[a-z]+(?:\s(?:of|from|in)\s[a-z]+)?\s(?:(?:is|are)\s)?(?:to|must|may|shall)\s(?=[a-z]+\b)",
    re.IGNORECASE,
)
# "Nor may music be played there".
DONE = r"[a-z]+(?:ed|en|t|pt|ut)\b|(?:rung|sung|hung|sold|told|paid|held|fed|led|read|lit|made|dug|worn|thrown|drawn|flown|blown|sown|mown|shown|run)\b"
NOR_BE_DONE = re.compile(
    r"\bnor\s(?:may|must|shall|should|can|(?:is|are))\s(?!you\b|he\b|she\b|they\b)((?:[a-z]+\s){1,4}?)(?:to\s)?be\s(?="
    + DONE
    + ")",
    re.IGNORECASE,
)
TO_BE_DONE = re.compile(rf"\b(?:is|are)\sto\sbe\s(?={DONE})", re.IGNORECASE)
DATED = re.compile(r",\s(?:from|by|before|until|starting)\s[^,.;]{3,30}\d{4},\s", re.IGNORECASE)
BEGINS = re.compile(
    r"(^|[.;]\s+)(?:neither(?=\s(?!you\b|your\b|the\b|of\b|a\b)[a-z])|not\sto|you(?:\sa|')?re?\snot\sto)\s",
    re.IGNORECASE,
)
ARE_TO = re.compile(
    r"\b(you|he|she|and|nor|the\s(?:defendant|respondent|offender|shop|company|club|pub|bar|owner|tenant|landlord|occupier|licensee|manager|business))\s(?:are|is)\sto\s(?!be\b)(?=[a-z])",
    re.IGNORECASE,
)
NO_MORE = re.compile(r"\band\s(?:there\s(?:is|are)\sto\sbe\s)?no\smore\s(?!than\b)([a-z]+)\b", re.IGNORECASE)
MAY_NOT = re.compile(r"\b(you|he|she)\s(?:may|can|will|should)\s?(?:not|never)\s(?!only\b)", re.IGNORECASE)
# "Must not leave, and accordingly must remain in" is one act.
STAYS_IN = re.compile(
    r"\bmust\snot\sleave,?\s(?:and|but)\s(?:(?:accordingly|therefore|so|instead),?\s)?(?:must\s|is\sto\s|are\sto\s)?(?=(?:stay|remain|be)\b)",
    re.IGNORECASE,
)
# "And the generator is not to run".
AND_THE = re.compile(
    r"\band\s(?:the|your|any)\s[a-z]+(?:\s[a-z]+)?\s(?:is|are)\s(?:not|never)\sto\s(?!be\b)", re.IGNORECASE
)
# ", sending us a copy" is asked for as well.
SENDING = re.compile(
    r",\s(send|giv|hand|tell|pay|return|bring)ing\s(?=us\b|the\scouncil\b|PC\b|him\b|her\b|them\b)",
    re.IGNORECASE,
)
# "Within the next month, and by 12 May 2027 at the latest, mend the gate".
WITHIN = re.compile(
    r"^(?:within|in)\sthe\snext\s[^.,;]{3,60},\s(?:and\s(?:by|before)\s[^,.;]{3,50},\s)?", re.IGNORECASE
)
NUMBERED = re.compile(r"^\(?(?:[a-h1-9]|i)\)\s")
# What names only when it begins, by when it is to be over, or who watches over it.
ASIDE = re.compile(
    r"\bfrom\snow\son\b|\band\shave\s(?:completed|finished|done)\s(?:it|this|that|them)(?=\sby\b)|\band\shave\s(?:that|it|this|them|the\swork)\s(?:all\s)?\w+(?=\sby\b)|,?\sto\sbe\s(?:supervised|overseen|checked|monitored)\b"
    r"|\bto\s(?:supervise|oversee|check|monitor)\b",
    re.IGNORECASE,
)
# "By 1 March 2027 sweep the yard" begins with its verb.
WHEN = re.compile(
    r"^(?:by|before|from|on|starting\s\w+)\s[^,.;]{1,40}?\d{4}[,:]?\s(?=\(?[a-z1-9]+\b)(?!and\b|or\b|until\b|to\b|you\b)",
    re.IGNORECASE,
)
# A second sentence that says no more than that the first is to be done: "The garden must be free of them by Friday."
RESTATES = re.compile(
    r"(?<=[.;]\s)(?:start|begin|finish|(?:do|complete)(?=\sit\b|\sthis\b|\sso\b)|have\s(?:this|it|them|these|that|everything)\s(?:in\splace|done|ready|finished|up))\s(?:(?:this|it|so)\s)?(?:by|on|from|no\slater\sthan|before)\b[^.;]*|"
    r"(?<=[.;]\s)[^.;]{1,60}\b(?:must|shall|is\sto|are\sto)\s(?:all\s)?be\s(?:(?:free|clear|rid)\sof\s(?:them|it|that|this|these|those)"
    r"|(?:done|finished|completed?|over|gone|ready)(?=\sby\b|\sbefore\b|\.))",
    re.IGNORECASE,
)


# "He must", where the whole is about him, is "You must"; after "your dog" it is not.
OF_HIM = re.compile(r"\b(?:he|she)(?=\s(?:must|shall|is\sto)\b)", re.IGNORECASE)


def _sending(found: re.Match[str]) -> str:
    return f", and must {'give' if found[1].lower() == 'giv' else found[1]} "


def _no_more(found: re.Match[str]) -> str:
    return f"and must not {base(found[1]) if found[1].endswith('ing') else f'have {found[1]}'}"


def in_one_wording(text: str) -> str:
    """Return a text with what is forbidden said as "must not", and without what asks for nothing more."""
    text = OF_HIM.sub("You", text) if OF_HIM.match(text) else text
    plain = RESTATES.sub("It is so", plainly(straight(NUMBERED.sub("", WHEN.sub("", WITHIN.sub("", text))))))
    plain = SENDING.sub(_sending, AND_THE.sub("and must not ", plain))
    plain = STAYS_IN.sub("must ", MAY_NOT.sub(r"\1 must not ", plain))
    plain = NO_MORE.sub(_no_more, ASIDE.sub(" ", DATED.sub(" ", plain)))
    plain = NOR_BE_DONE.sub(r"and \1must not be ", plain)
    plain = AND_NO.sub("and must not ", TO_BE_DONE.sub("must be ", plain))
    plain = BEGINS.sub(r"\1You must not ", NOT_TO.sub(r"\1 must not ", NOR.sub("and must not ", plain)))
    return ARE_TO.sub(r"\1 must ", plain)
