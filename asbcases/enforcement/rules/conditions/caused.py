"""What somebody is to bring others to do, or to get from them, who are their own masters."""

import re
from functools import cache

from asbcases.enforcement.rules.conditions.lists import lists, phrases_of, whole_words, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, only_steps
from asbcases.enforcement.rules.conditions.verbs import verbs

NAME = r"(?:(?:Mrs?|Ms|Miss|Dr|PC|Cllr|Judge|Inspector)\s[A-Z][\w'-]+|[A-Z][\w'-]+\s[A-Z][\w'-]+)"
# Between the verb that brings about and those who are to act.
BETWEEN = r"^(?:(?:to\sit|for|about|sure|on)\s)?(?:that\s)?(?:(?:all|every|each|the|your|its|his|her|their|any|both|of|local|other|\d+|(?!(?:at(?!\s(?:number|no)\b)|in|on|from|outside|near|behind|into|along|heard|seen)\s)[a-z-]+)\s){0,5}?"
AGE = re.compile(
    r"\b(?:1[89]|[2-9]\d)-year-old\b|\b(?:who\sis|aged)\s(?:now\s)?(?:1[89]|[2-9]\d)\b(?!\s(?:weeks|months))",
    re.IGNORECASE,
)
KIN = re.compile(r"\b(?:son|daughter|stepson|grandson|nephew|niece|child)\b", re.IGNORECASE)
ACTS = re.compile(
    r"^(?:(?:,\s[^,]{3,80}){1,3},)?\s?(?:[A-Z][\w'-]+\s){0,2}(?:(?:to|from|into)\s(?!an?\b|the\b|its\b|your\b)(?:not\s)?[a-z]+|[a-z-]+)",
    re.DOTALL,
)
# What a court or an officer decides: "have your conviction set aside".
UNDECIDED = re.compile(
    r"(?:to\sit\s)?(?:that\s)?(?:your|the|this|that|any|all|every)\s(?:[a-z]+\s)?(?:conviction|sentence|fine|order|notice|warning|ban|charges?|case|bail|licence|points|complaints?|claim|summons|prosecution|investigation|enquiry|inquiry|allegations?|appeal|application|eviction|proceedings)"
    r"\s(?:(?:against|about|of|into|by|to|for)\s[\w'.\s]{2,40}?\s)?(?:be\s|is\s|are\s)?"
    r"(?:set\saside|quashed|overturned|reduced|lifted|withdrawn|discharged|dropped|cancelled|varied|revoked|restored|returned|extended|closed|ended|dismissed|granted|allowed|upheld|approved|forgotten|struck\sout)\b",
    re.IGNORECASE,
)
# Whoever is paid for it may be had to do it.
TRADE = re.compile(
    r"\b(?:surgeon|engineer|builder|plumber|electrician|contractors?|gardener|roofer|firm|locksmith|vet|groomer|sweep|decorator|trainer|specialist|tradesman|fitter|glazier|mechanic)\b",
    re.IGNORECASE,
)
MINDED = re.compile(
    r"[^.;]{0,40}?\b(?:is|are|be|feels?|becomes?|remains?|stays?|gets?)\s(?:(?:quite|fully|more|entirely|always|no\slonger)\s)?"
    r"(?:happy|content|satisfied|pleased|calm|friendly|glad|at\sease|grateful|reassured|unafraid|reconciled|proud|relaxed|fond|forgiving|kind|cheerful|over\sit|upset|angry|afraid|frightened|worried)\b",
    re.IGNORECASE,
)
LEADS = re.compile(r"\b(?:to|from|into)\s")
ITS_SON = re.compile(r"\s(?:of|in|at|next|opposite|who|that)\s[^,.;]{3,60}?(?=\s(?:to\s)?[a-z-]+)")
PERMITTED = re.compile(
    r"\b(?:before|first|unless|until|without|if|when|apply|application|ask|request)\b", re.IGNORECASE
)
GRANTED = frozenset({"given", "granted", "awarded", "offered", "lent", "promised"})
WHY = "they are their own masters, and it is not theirs to bring about. Ask for what they do themselves."


def caused(condition: Condition) -> Found:
    """Look for what is to be brought about through those who are their own masters."""
    if only_steps(condition):
        return None
    for said in predicates(condition.words):
        if not said.forbids and (_makes(said) or (condition.asks_for_an_act and _is_given(said))):
            return said.words, WHY
    return None


@cache
def _others() -> re.Pattern[str]:
    """Return those who are their own masters, right after what brings about."""
    nouns = whole_words(lists()["classes"]["masters"]).pattern
    return re.compile(
        rf"{BETWEEN}(?:{nouns}|(?:number|no\.?)\s\d{{1,4}}(?!')|(?-i:{NAME})|[a-z]+(?:er|or|ee|ist|ian|man|woman|men|women|ess)s?(?=\sof\b))",
        re.IGNORECASE,
    )


@cache
def _led() -> re.Pattern[str]:
    """Return those who are their own masters, right after any verb, and what they are to do."""
    nouns = whole_words(lists()["classes"]["masters"]).pattern
    between = r"(?:(?:upon|on|round|with|over|to|it|the|your|all|every|each|both|of|local|members|any|its|other|head|whole)\s){0,6}"
    return re.compile(
        rf"^{between}(?:{nouns}(?!')|(?-i:{NAME})(?!'))(?:\sof\s[^,.;]{{3,40}}?)?\s(?:to\s(?!the\b|a\b|your\b|(?-i:[A-Z\d]))[a-z]+|into\s[a-z]+ing|so\sthat\s(?:he|she|it|they)\s[a-z]+)",
        re.IGNORECASE,
    )


def _makes(said: Predicate) -> bool:
    """Return whether a sentence has others do something: "persuade the board to", "see that your brother sells"."""
    if said.verb not in words_of("classes", "brings"):
        match = _led().match(said.rest)
        return bool(match) and said.verb not in words_of("classes", "own_acts") | words_of(
            "classes", "asking"
        )
    if (AGE.search(said.rest) and KIN.search(said.rest)) or UNDECIDED.match(said.rest):
        return True
    match = phrases_of("classes", "grown").search(said.rest) or _others().match(said.rest)
    if match is None or TRADE.search(match.group()):
        return False
    after = said.rest[match.end() :]
    return _acts(after) or bool(MINDED.match(after))


def _acts(after: str) -> bool:
    """Return whether an act follows those who are named, and none that one may pay somebody for."""
    after = ITS_SON.sub("", after, count=1) if ITS_SON.match(after) else after
    match = ACTS.match(after)
    if match is None:
        return False
    shown = match.group().strip(" ,").split(" ")[-1].lower()
    if phrases_of("classes", "bespoken").match(shown):
        return False
    return bool(LEADS.search(match.group())) or _third(shown)


def _third(word: str) -> bool:
    """Return whether a word is a verb of another: "sells", "moves"."""
    return (word.endswith("s") and bool({word[:-1], word[:-2]} & verbs())) or word in verbs()


def _is_given(said: Predicate) -> bool:
    """Return whether what only others can give is to be had: their permission, a job, forgiveness."""
    if said.verb not in words_of("classes", "gets") and not said.be:
        return False
    gift = phrases_of("classes", "gifts").search(said.rest[:60])
    got = said.verb in words_of("classes", "gets") or (said.be and said.verb in GRANTED)
    return gift is not None and got and not PERMITTED.search(said.rest)
