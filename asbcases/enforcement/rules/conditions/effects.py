"""What a condition does about places: a ban from being somewhere, having to be somewhere, or an act alone."""

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.predicates import ADVERBIAL
from asbcases.enforcement.rules.conditions.rewording import reworded
from asbcases.enforcement.rules.conditions.texts import Sentence, sentences, straight
from asbcases.enforcement.rules.conditions.verbs import verbs

MUST = r"\b(?:must|shall|may|should|will|is|are|do|can)"
NOT = rf"(?:{MUST}(?:\s?not|n't|nt|\snever)|\b(?:never|not|prohibited from|banned from|forbidden (?:to|from)))(?:\sto)?"
SOMEWHERE = r"(?:in|into|to|on|onto|near|within|inside|back|anywhere|past|along|down|up|through|beyond|at|outside|around|round|behind|upon|over|across|any closer|any nearer|closer|nearer|present)"
# Banned by another word than "must not enter".
BANNED = r"(?:prohibited|banned|barred|forbidden|excluded|refrain|desist|abstain)\sfrom"
ENTERING = (
    rf"(?:(?:re-?entering|entering|visiting|approaching|frequenting)\b|(?:going|coming|returning|walking|travelling)\s{SOMEWHERE}\b"
    rf"|(?:being|remaining|staying)\s{SOMEWHERE}\b|setting\sfoot\b)"
)
NAMED_STREET = (
    r"(?=(?-i:(?:[A-Z][\w'-]+\s){1,3}(?:Street|Road|Lane|Avenue|Alley|Terrace|Crescent|Footpath|Path|Bridge|Walk|Way|Close|Drive))"
    r"(?!\s(?:as|for|to)\b))"
)
BAN = re.compile(
    rf"{BANNED}\s(?:{ENTERING}|(?=(?:the\s|that\spart\b|any\spart\b|all\sof\b|(?-i:[A-Z\d]))))"
    rf"|{MUST}\s(?:also\s)?avoid\s(?:{ENTERING}|(?=(?:the\s)?(?-i:[A-Z\d])))"
    rf"|{MUST}\s(?:keep|stay|remain)\swell\sclear\sof\b|{NOT}\suse\s{NAMED_STREET}"
    rf"|{NOT}\s(?:again\s)?(?:(?:try|attempt|seek)\sto\s)?(?:"
    r"(?:re-?enter|enter|visit|approach|attend(?!\s(?:any|an?)\b)|trespass|set foot|frequent)\b"
    r"|use\s(?:the\s|any\s)?(?:(?:[A-Z][\w'-]*\s){0,3}(?:path|footpath|alley|alleyway|subway|underpass|car park|bus station|railway station|library|gym|toilets|stairwell|lift lobby))\b"
    rf"|(?:go|come|travel|walk|pass|return|venture)\s(?:back\s|again\s|or\s[a-z]{{3,8}}\s)?{SOMEWHERE}\b"
    r"|go\s(?:anywhere\s)?near\b"
    rf"|(?:be|remain|stay|be found|be present|be seen)\s(?:anywhere\s|found\s|present\s)?{SOMEWHERE}\b)"
    rf"|{MUST}(?:\sto)?\s(?:stay|keep|remain|be kept)\s(?:completely\s|well\s|right\s)?(?:out\sof|outside\s(?!your)|away\sfrom|off|clear\sof|at\sleast\s\d+\s?(?:m|metres)\s(?:away\s)?from)\b"
    r"|\b(?:have|has|required|ordered|told)\sto\s(?:stay|keep|remain)\s(?:out\sof|away\sfrom|off|clear\sof)\b"
    r"|\b(?:not|no longer)\s(?:allowed|permitted|welcome)\s(?:anywhere\s)?(?:in|into|on|onto|at|near|within|inside)\b"
    r"|\b(?:are|is|be)\s(?:now\s|hereby\s)?(?:forbidden|denied|refused|barred|banned)\s(?:entry\sto\s|access\sto\s|from\s)?(?=(?:the\s)?(?-i:[A-Z\d]))"
    r"|\b(?:may|can|must|shall)\sonly\s(?:enter|be\sin|go\s(?:in)?to|visit|come\s(?:in)?to)\b"
    r"|\b(?:must|shall|to)\s(?:vacate|move\s(?:out\sof|away\sfrom)|quit)\b"
    rf"|{NOT}\s(?:hang|wait|loiter|linger)\s(?:about|around|round)\s(?:in|at|on|by|outside)\s(?=(?:the\s)?(?-i:[A-Z\d]))"
    r"|^\W*(?:stay|keep|remain)\s(?:well\s)?(?:out\sof|outside\s(?!your)|away\sfrom|off|clear\sof)\b|^\W*not\sto\s(?:enter|go|be|visit)\b",
    re.IGNORECASE,
)
# What looks like being somewhere and is not.
NO_PLACE = re.compile(
    r"\b(?:in|into|on|at)\s(?:or\son\s|or\sin\s)?(?:charge|possession|control|company|contact|a\s(?:group|crowd|gang|vehicle|car|fight|position|manner)|any\s(?:group|vehicle|car|gang)"
    r"|groups?|the\s(?:company|presence|possession)|arrears|drink|breach|front\sof\sanyone|public\b)|\bto\s(?:sleep|bed|work)\b",
    re.IGNORECASE,
)
LEAVES_HOME = re.compile(
    rf"{NOT}\s(?:go\sout\b(?!\sof)|(?:go|come)\sout\sof\syour|go\soutside|go\soutdoors|(?:step|come)\soutside|be\soutdoors|be\sout\sof\sdoors|leave\s(?:your|the|his|her)?\s?(?:home|house|flat|address|room|hostel|premises)\b(?!\s(?:door|gate|window|in|un(?!less|til)|dirty|open|empty))"
    r"|be\s(?:away|absent)\sfrom|be\s(?:out\sof|outside)\s(?:of\s)?(?:your\s)?(?:home|house|flat|address|room)|leave\s(?=\d|flat\s\d|room\s\d)|leave\sthe\s(?:town|borough|village|county|district|city|parish|area|estate|island|grounds)\b"
    r"|leave\s(?=(?-i:[A-Z])[\w'-]+(?:[ ,]+(?-i:[A-Z])[\w'-]+){0,4}\s?(?:between|at\sany|before|after|from\s\d|until|on\s(?:an?y?|week|school|(?-i:[A-Z]))|unless|except|for|without|during|[.,]|$)))",
    re.IGNORECASE,
)
POSITIVE = re.compile(
    r"\b(?:you\s)?(?:must|shall|is\sto|are\sto|will|(?:have|has|required|ordered)\sto)\s(?!not\b|never\b)(?:also\s|then\s|always\s)?([a-z-]+)",
    re.IGNORECASE,
)
INDOORS = re.compile(
    r"\b(?:stay|remain|be|keep)\s(?:in\b(?!\scontact|\scharge|\stouch)|indoors|home|inside|at\shome|within)",
    re.IGNORECASE,
)
WHOLE_DAY = re.compile(r"\b(?:live|reside|sleep)\b", re.IGNORECASE)
# A ban from people is none from a place.
PEOPLE = re.compile(
    r"\s*(?:\d{1,4}\s?(?:m|metres|meters|yards|feet)\s(?:of|from)\s(?=any(?:one|body)\b))?(?:any\s|other\s|all\s)?(?:people|persons?|anyone|anybody|strangers|mr|mrs|ms|him|them)\b|\s*her\s*(?:$|[.,])|\s*(?:carried|driven|conveyed|heard)\b",
    re.IGNORECASE,
)
# "When the school is turning out" is a time; "when you are drunk" is not.
WHEN_YOU = r"when(?!\s(?:the\s)?(?!you\b|he\b|she\b)\w+\s(?:is|are|closes?|opens?|ends?|finish\w*|starts?|begins?)\b)"
# With one of these the ban is from an act in the place, not from the place.
QUALIFIED = re.compile(
    rf"(?<!,)\s(?:(?:while|whilst)(?!\s(?:it|they|the\s[a-z]+)\s(?:is|are)\sopen)|{WHEN_YOU}|if|carrying|wearing|without\s(?:paying|a\sticket|permission)|in\spossession|in\sthe\scompany|in\sa\sgroup|in\scompany"
    r"|with\s(?!or\swithout)(?:a|an|any|your|more|others?|another|him|her|them|[A-Z])|in\s(?:or\son\s)?(?:a|any|your)\s(?:motor\s)?(?:vehicle|car|van)(?!\sor\son\sfoot)"
    r"|on\s(?:a|any|your)\s(?:motor\s?)?(?:bike|bicycle|motorbike|motorcycle|moped|scooter|quad)(?!\sor\son\sfoot)"
    r"|(?:to|in\sorder\sto)\s(?:beg|sell|buy|steal|drink|deal|take|meet|ask|collect|park|gather|use|smoke))\b",
)
# With one of these somebody may leave home, only not so.
WITH = re.compile(
    r"\s(?:without|unaccompanied|for\smore\sthan|with\s(?!or\swithout)|in\s(?:a|any|your)\s(?:vehicle|car|van)\b|carrying|wearing|while|whilst|when)\b",
    re.IGNORECASE,
)
QUALIFIED_UNLESS = re.compile(r"\b(?:or\son\sfoot|with\sor\swithout|or\salone|alone\sor)\b", re.IGNORECASE)


# Words that speak of a thing, so that nobody need be anywhere: "The shutter has to be down".
THING = re.compile(
    r"(?:from [^,]{1,40},? )?(?:the|all|both|each|every|any|your)\s(?!defendant|respondent|person|subject)(?:[\w'-]+\s){1,6}(?:must|shall|(?:is|are|has|have)\sto)\s(?:be|stay|remain)\b",
    re.IGNORECASE,
)
# What is put in between: "must not, day or night, enter", "excluded, from 7am to 7pm, from", "must not at any time enter".
PUT_IN = re.compile(
    rf"({NOT}|\b(?:prohibited|banned|barred|forbidden|excluded))"
    rf"(?:,(?:[^,.;]{{1,60}},){{1,2}}|\sat\s(?:any|all)\s(?:times?|hours?)(?:\sof\s(?:the\s)?(?:day|night)(?:\sor\snight)?)?|(?:,?\s{ADVERBIAL})+,?)\s(?=(?-i:[a-z]))",
    re.IGNORECASE,
)
# "Must not loiter in or visit" is "must not visit", as far as places go.
FIRST_OF_TWO = re.compile(
    rf"({NOT})\s(?:[a-z-]{{3,12}}(?:\s(?:in|at|on|near|along|around|about|by|down|up|outside))?,?\s(?:or|nor)\s|[a-z-]{{3,12}},\s){{1,3}}(?=(?:enter|visit|go|come|be(?!\son)|walk|approach|return|remain|pass|travel|set\sfoot)\b)",
    re.IGNORECASE,
)
# Kept where they are, by another word than "stay".
CURFEW = re.compile(
    r"\b(?:(?:keep|observe|obey|have|under|to|on|keep\sto)\s(?:an?|the|your|this|night)\s?(?:[\w-]+\s){0,3}curfew|curfewed|confined\sto|grounded\sat|keep\sto\s(?=\d|your\s(?:home|house|flat|room|address)|the\shouse|flat\s\d|room\s\d))\b"
    r"|\bkeep\sto\s(?=\d|[Ff]lat\s\d|[Rr]oom\s\d)",
    re.IGNORECASE,
)
LEFT_FOR_GOOD = re.compile(
    r"\b(?:^|must\s|shall\s)leave\s(.{3,80}?)(?:\sby\s[^,.;]{3,40}?)?,?\s(?:and|then)\s(?:must\s|do\s|shall\s)?(?:not|never)\s(?:return|come\sback|go\sback)\b(?:\sthere|\sto\sit)?",
    re.IGNORECASE,
)
NO_TIME = re.compile(
    r"\b(?:at no time|at no hour|on no account|in no circumstances|under no circumstances|never)\s(?:may|must|shall|should|are|is|will)\s"
    r"(you|he|she|the\s\w+)\s(?:to\s)?",
    re.IGNORECASE,
)
ROAMS = re.compile(
    rf"{NOT}\s([a-z]{{3,12}})\s(?:anywhere\s)?(?:about|around|round|in|into|on|along|down|up|through)\s(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
# "Must not, alone or with others, show your face in Elm Way".
TO_A_NAME = re.compile(
    rf"{NOT},?\s((?:[a-z',]+\s|\d{{1,4}}\s?(?:m|metres|yards)\s){{1,16}}?)(?=(?-i:[A-Z])|\d{{1,4}}[a-z]?\s(?-i:[A-Z]))",
    re.IGNORECASE,
)
CLOSED = re.compile(
    rf"^(.{{3,200}}?)(?:\b(?:is|are|shall be|will be)\s(?:now\s)?(?:out of bounds|off limits|off-limits|closed|barred|forbidden|prohibited|(?:an?\s)?no-go(?:\s(?:area|zone|place))?)"
    rf"(?:\s(?:to|for)\s(?:you|him|her|the\s\w+))"
    rf"|{NOT}\s(?:be|go|come|enter|return|stay|remain|wait|walk)\s(?:there|here|into it|in it|near it)\b"
    rf"|{NOT}\sbe\s(?:entered|visited|approached|crossed|frequented)\b)",
    re.IGNORECASE,
)


MOST_SHOWN = 200


class Does(Enum):
    """What a text does about places."""

    BAN = "ban"
    STAY = "stay"
    ACT = "act"


@dataclass(frozen=True)
class Effect:
    """What a text does, the words that say so, and what follows them in the same sentence."""

    does: Does
    found: str
    object: str
    sentence: Sentence | None = None
    all_day: bool = False
    # Read from words that no list has, so that it is asked rather than said.
    sure: bool = True


@lru_cache(maxsize=64)
def effect_of(text: str) -> Effect:
    """Return the first thing that a text does about places, or that it is about an act alone."""
    said = reworded(text)
    for sentence in sentences(said):
        main = plainly(straight(sentence.main))
        effect = (
            _stay(sentence, main)
            or closed(sentence, main, LEFT_FOR_GOOD)
            or _ban(sentence, main)
            or closed(sentence, main, CLOSED)
        )
        if effect:
            # The exact words are shown, not what they were read as.
            return effect if said == straight(text) else replace(effect, found=text.strip()[:MOST_SHOWN])
    return Effect(Does.ACT, "", "")


def _ban(sentence: Sentence, main: str) -> Effect | None:
    match = BAN.search(main) or _by_an_unknown_verb(main)
    if match is None:
        return None
    rest = main[match.end() :]
    if (
        OF_A_THING.match(main)
        or OF_PEOPLE.match(rest)
        or NO_PLACE.match(main, match.end() - len(match.group().split()[-1]))
        or PEOPLE.match(rest)
        or _qualified(rest)
    ):
        return None
    return Effect(Does.BAN, _shown(sentence, main, match), rest, sentence)


def _by_an_unknown_verb(main: str) -> re.Match[str] | None:
    """Return a ban by a verb that no list has, where a named place follows: "must not wander about Elm Way"."""
    gone = TO_A_NAME.search(main)
    if gone and _only_going(gone):
        return gone
    match = ROAMS.search(main)
    return (
        match
        if match
        and match[1].lower()
        not in verbs() | words_of("conflicts", "doings") | words_of("classes", "involuntary")
        else None
    )


def _only_going(match: re.Match[str]) -> bool:
    """Return whether nothing stands between "must not" and the name of a place but being and going there."""
    said = re.findall(r"[a-z']+", match[1].lower())
    words = set(said)
    if said[-1:] == ["with"]:
        return False
    goes, along = words & words_of("conflicts", "goes"), words & words_of("conflicts", "goes_along")
    return bool(goes) and words <= goes | along | words_of("conflicts", "on_the_way")


def closed(sentence: Sentence, main: str, pattern: re.Pattern[str]) -> Effect | None:
    """Return a ban from a place that is named before it: "Elm Way is closed to you", "Elm Way: you are not to be there"."""
    match = pattern.search(main)
    if match is None:
        return None
    return Effect(Does.BAN, sentence.main.strip(), f"{match[1]} {main[match.end() :]}", sentence)


def plainly(main: str) -> str:
    """Return a sentence without what is put in between, and with "at no time may you" turned round."""
    turned = NO_TIME.sub(r"\1 must not ", main)
    return FIRST_OF_TWO.sub(r"\1 ", PUT_IN.sub(r"\1 ", turned))


def _shown(sentence: Sentence, main: str, match: re.Match[str]) -> str:
    """Return the words as they were written from a match on, or the sentence where something was put in between."""
    whole = main != straight(sentence.main)
    return (sentence.main if whole else sentence.main[match.start() :]).strip()


# What somebody's vehicles, dogs and customers may not do keeps nobody else away.
OF_A_THING = re.compile(
    r"^\W*(?:the|any|no|every|neither)\s(?:[a-z'-]+\s){0,2}?(?:dogs?|cats?|cockerels?|hens?|ducks?|geese|horses?|pon(?:y|ies)|donkeys?|goats?|sheep|pigs?|peacocks?|parrots?|animals?|pets?|sacks?|bins?|bags?|vans?|cars?|lorr(?:y|ies)|vehicles?|caravans?|skips?|trailers?|motorbikes?|machines?|furniture|rubbish|waste)\s[^.;]{0,60}?\b(?:must|may|shall|will|(?:is|are)\s(?:not\s)?to)\b"
    r"|^\W*(?:your|its|his|her|their)\s(?!presence|entry|person|self|face|foot|feet|return|access|path|way|name)(?:[a-z'-]+\s){1,3}?(?:must|may|shall|will|(?:is|are)\s(?:not\s)?to)\b",
    re.IGNORECASE,
)
# "Approach, telephone or write to Edith Crane".
OF_PEOPLE = re.compile(
    r"(?:,?\s(?:or\s|nor\s)?(?:telephone|phone|ring|text|message|email|e-mail|contact|speak|talk|write|communicate)\b){1,6}"
    r"(?:\s(?:to|with))?\s(?-i:[A-Z])",
    re.IGNORECASE,
)
NOT_MUST = re.compile(rf"{NOT}\s", re.IGNORECASE)


def _qualified(rest: str) -> bool:
    return bool(QUALIFIED.search(rest)) and not QUALIFIED_UNLESS.search(rest)


def _stay(sentence: Sentence, main: str) -> Effect | None:
    leaves = LEAVES_HOME.search(main)
    if leaves and not WITH.search(main, leaves.end()):
        return Effect(Does.STAY, _shown(sentence, main, leaves), main[leaves.end() :], sentence, all_day=True)
    kept = CURFEW.search(main)
    if kept and not NOT_MUST.search(main):
        return Effect(Does.STAY, _shown(sentence, main, kept), main[kept.end() :], sentence, all_day=True)
    match = POSITIVE.search(main)
    if (
        THING.match(main)
        or match is None
        or match[1].lower() not in words_of("conflicts", "presence")
        or BAN.search(main)
    ):
        return None
    indoors = bool(INDOORS.match(main, match.start(1))) or bool(WHOLE_DAY.fullmatch(match[1]))
    return Effect(Does.STAY, _shown(sentence, main, match), main[match.end() :], sentence, all_day=indoors)
