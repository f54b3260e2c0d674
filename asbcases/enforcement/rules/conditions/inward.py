"""What is in nobody's hands: liking, wishing and changing one's nature, what is over, the dead, and animals that roam."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.lists import phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import without_lead
from asbcases.enforcement.rules.conditions.reach import Found, only_steps
from asbcases.enforcement.rules.conditions.subjects import BE_DONE
from asbcases.enforcement.rules.conditions.texts import sentences, straight

BOUND = r"(?:^\W*(?:(?:do\snot|don't|not\sto)\s)?|\b(?:must|shall|will|should|(?:is|are|has|have)\s(?:not\s|never\s)?(?:required\s|ordered\s)?to)\s)(?:(?:not|never|no\slonger|always|only|ever|also|again|to|by\s[^,.;]{3,30})\s){0,3}"
# What a mind holds, and what it does of itself.
FEELING = (
    r"(?:appetite|desires?|urges?|wish(?:es)?|cravings?|longing|doubts?|fears?|feelings?|memor(?:y|ies)|thoughts?|opinions?|dreams?|affection|liking|hatred|grudges?"
    r"|suspicions?|regrets?|remorse|hopes?|pity|love|interest|anger|guilt|joy|jealousy|resentment|malice|ill\swill|(?:[a-z]+\s)?attacks?|fits?|seizures?|headaches?|nightmares?|hallucinations?|flashbacks?|palpitations?|colds?|fevers?|coughs?)"
)
HOLDS = re.compile(
    rf"{BOUND}(?:have|harbour|bear|entertain|feel|hold|nurse|show\sgenuine)\s(?:no\s|any\s|a\s|an\s|true\s|real\s|sincere\s)?(?:[a-z]+\s)?{FEELING}\b(?!\s(?:group|class|course|session)\b)",
    re.IGNORECASE,
)
LIKING = r"(?:love|like|enjoy|admire|trust|respect|believe|want|prefer|forget|forgive|understand|accept|care\sabout)"
WILLED = re.compile(
    rf"{BOUND}(?:(?:really\s|truly\s|sincerely\s|genuinely\s|wholly\s)?(?:love|enjoy|admire|trust|believe|want|prefer|think\s(?:kindly|well|badly|ill|only|better|of|about)|(?:come|learn|grow|begin|start)\sto\s{LIKING})"
    r"|get\s(?:well|better|pregnant|old|older|taller|younger|thinner)|give\sbirth|recover|conceive|need(?=\s(?:the|a|any|to|your)\b)"
    r"|grow\s(?:up|out\sof|older|taller|fond)|outgrow|get\sover|come\sto\sterms"
    r"|change\s(?:your|his|her|their)\s(?:nature|character|personality|temperament|blood|age|height|past|family)"
    r"|lose\s(?:consciousness|sleep|heart|interest|(?:your|his|her)\s(?:memory|hair|balance|voice|sight|accent))"
    r"|fall\s(?:in|out\sof)\slove|(?:be|stay|become|remain)\s(?:[a-z]+\s)?(?:awake|wakeful|cured|healed|fearless|mature|wiser|calmer|fluent|gifted|immune|fertile|sane|unafraid|(?:younger|older|taller)(?!\sthan)|sober-minded))\b",
    re.IGNORECASE,
)
# Nobody can see to it now what was done before.
NOT_HAVE_DONE = re.compile(
    r"\b(?:must|shall|(?:is|are)(?=\s(?:not|never)))\s(?:(?:not|never)\s(?:to\s)?(?:ever\s)?have|have\s(?:not|never))\s(?!taken|drunk|consumed|used|been\sdrinking|had)(?:been|gone|(?!need)[a-z]+(?:ed|en))\b"
    r"|\b(?:un-|un(?=say\b|see\b|hear\b|think\b))(?:say|do|see|hear|think|break|write|make)\b"
    r"|\bso\sthat\s(?:it|they|he|she|this|that|these|[a-z]+\s[a-z]+)\s(?:was|were|had|has|have)\snever\b|\bas\s(?:if|though)\s(?:it|they)\shad\snever\b[^.;]{0,20}\b(?:happened|been|said|done)\b",
    re.IGNORECASE,
)
REACHES = r"(?:visit|see|meet|ask|tell|pay|repay|return|give|hand|speak|talk|apologise|write|telephone|ring|contact|accompany|bring|take|obtain|get)"
KIN = r"(?:father|mother|wife|husband|brother|sister|son|daughter|uncle|aunt|partner|grandfather|grandmother|neighbour|landlord|tenant|owner|Mr|Mrs|Miss|Ms)"
DEAD = re.compile(
    rf"\b{REACHES}\b[^.;]{{0,60}}?\b(?:(?:your|his|her|their|the)\slate\s{KIN}\b|(?:the\s)?(?:deceased|dead)\s(?:[a-z]+\s)?{KIN}\b|(?:the\s)?deceased\b)(?!'s|\s(?:estate|grave|widow))",
    re.IGNORECASE,
)
# Cats and bees go where they like, unless somebody keeps them in.
ROAMING = re.compile(
    r"^\W*(?:your|the|any|no|neither\sof\syour)\s(?:[a-z]+\s){0,2}?(?:cats?|kittens?|bees|ducks|geese|pigeons|peacocks?|doves)\s(?:must|shall|may|will|(?:is|are)\s(?:not\s|never\s)?to)\s(?:(?:not|never|always|only|be|to)\s){0,3}[a-z]+",
    re.IGNORECASE,
)
TAUGHT = re.compile(
    r"\b(?:train|teach|get|tell|make|persuade|order)\s(?:your|the|both|all)\s(?:[a-z]+\s){1,3}?(?:(?:never|not)\s(?:again\s)?to|to\s(?:never|not|stop|cease)|out\sof)\s(?:ever\s)?([a-z]+)",
    re.IGNORECASE,
)
# One person keeps no town free of anything.
RID = re.compile(
    r"\b(?:rid|clear|free|cleanse|purge)\s(?:the\s|all\s(?:of\s)?(?:the\s)?)?(?:whole\s(?:of\s(?:the\s)?)?)?(?:town|city|village|borough|county|estate|neighbourhood|sky|skies|river|sea|beach|streets|country|parish)(?:\scentre)?\sof\s",
    re.IGNORECASE,
)
# What grows, falls and forms of itself, whoever owns the ground; a height or an edge it can be kept to.
OF_ITSELF = re.compile(
    r"^\W*(?!you\b|your\b|he\b|she\b)(?:[\w'-]+\s){1,8}?(?:must|shall|may|(?:is|are)\s(?:not\s|never\s)?to)\s(?:(?:not|never|ever|again)\s){0,2}"
    r"(?:grow|settle|form|fall|blow|drift|rot|rust|flower|bloom|melt|freeze|thaw|rise|set|shine|evaporate|wilt|ripen|sprout|hatch|breed|nest|roost|swarm|migrate|turn\s(?:brown|green|yellow|red|cold|warm))\b"
    r"(?!\s(?:above|over|higher|taller|beyond|past|across|through|out|more))",
    re.IGNORECASE,
)
# How many come by is for all comers to say.
HOW_MANY = re.compile(
    r"\b(?:cut|reduce|bring|lower|halve|raise|increase|double)\s(?:down\s)?the\s(?:number|amount|volume|flow|traffic|rate|price|temperature|speed)\b[^.;]{0,60}?"
    r"\b(?:that\suse|who\suse|using|past|passing|born|all\scomers|on\sthe\s(?:road|A\d+|motorway)|in\sthe\s(?:town|street|country|sky))\b",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(
    r"\b(?:do\snothing(?:\sat\sall)?(?=\s(?:between|from|until|all|day|at|for)\b|[.,;]|$)|make\sno\s(?:movement|move)s?\b|(?:not|never)\s(?:ever\s)?(?:use|touch|pass\sthrough|open)\sany\s(?:door|light|water|electricity|floor|ground|air|thing|object|money|food)s?\b(?=[.,;]|$|\s(?:at|ever|in\s(?:England|any))\b)|touch\snothing\b)",
    re.IGNORECASE,
)
WHY = "no person commands it. Ask for an act that is theirs."
OVER = "what is over cannot be changed. Ask for what can still be done."
GONE = "they are dead. Ask for what can still be done."


def inward(condition: Condition) -> Found:
    """Look for what no act of anybody brings about."""
    if only_steps(condition):
        return None
    return next(iter(_inward(straight(condition.words))), None)


def _inward(text: str) -> Iterator[tuple[str, str]]:
    for sentence in sentences(text):
        main = sentence.main
        for pattern, why in (
            (HOLDS, WHY),
            (WILLED, WHY),
            (RID, WHY),
            (OF_ITSELF, WHY),
            (HOW_MANY, WHY),
            (ABSOLUTE, WHY),
            (NOT_HAVE_DONE, OVER),
            (DEAD, GONE),
        ):
            match = pattern.search(without_lead(main) if pattern is OF_ITSELF else main)
            if match:
                yield match.group().strip(), why
        yield from _animals(main)


def _animals(main: str) -> Iterator[tuple[str, str]]:
    """Yield an animal that goes where it likes, and one that is to be taught never to give voice."""
    roams, taught = ROAMING.match(main), TAUGHT.search(main)
    if roams and not BE_DONE.search(main) and not phrases_of("classes", "kept_so").search(main):
        yield roams.group().strip(), WHY
    if taught and taught[1].lower().removesuffix("ing") in words_of("classes", "voices_of_beasts"):
        yield taught.group(), WHY
