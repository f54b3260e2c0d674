"""What hangs on others from beginning to end: their leave to go out, their company, their answer, what they feel, their key."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.bounds import at_all_times
from asbcases.enforcement.rules.conditions.effects import LEAVES_HOME
from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, only_steps
from asbcases.enforcement.rules.conditions.texts import sentences, straight

NOUN = (
    r"(?:(?:police\s|probation\s|housing\s|council\s|youth\s|support\s|social\s)?(?:officers?|workers?)|constables?|sergeant|policem[ae]n|wardens?|guards?|neighbours?|residents?|tenants?|landlord|landlady|owners?|occupiers?"
    r"|brothers?|sisters?|mother|father|parents?|mum|dad|uncle|aunt|cousins?|sons?|daughters?|wife|husband|partner|girlfriend|boyfriend|grand(?:mother|father|parents?)|ex-[a-z]+|friends?|family|families"
    r"|shopkeepers?|traders?|manager|staff|employer|boss|teachers?|head\s?teacher|doctor|gp|nurse|vicar|imam|priest|mayor|councillors?|judge|magistrates?|court|council|police|landlords|victims?|witness(?:es)?|complainants?"
    r"|people|persons?|man|woman|men|women|child|children|adults?|strangers?|passers-by|customers?|drivers?|villagers|community|committee|public|street|household(?:er)?s?)"
)
NAME = r"(?-i:(?:(?:Mr|Mrs|Ms|Miss|Dr|PC|Cllr)\s[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?|[A-Z][a-z]+\s[A-Z][a-z]+))"
WHO = rf"(?:(?:(?:an?|the|your|his|her|their|any|every|each|all|both|some|another|two|three|other|one\sof|most\sof|at\sleast)\s){{1,3}}(?:(?!(?:to|in|at|on|by|and|or|for|with)\b)[\w'-]+\s){{0,3}}?{NOUN}|somebody|someone|anybody|anyone|everyone|everybody|{NAME}|number\s\d{{1,4}}|(?:him|her|them)\b)"
# What nobody does without: leaving the house, and what is done in it every day.
HANGS = re.compile(
    rf"\b(?:unless|without|except\s(?:with|when|if|where|in)|save\s(?:with|when|if|in)|only\s(?:with|when|if|in)|until|but\s(?:with|in))\s(?:being\s(?:with|accompanied\sby|in)|(?:the|your)\s(?:leave|consent|permission|company|say-so|agreement|blessing)\sof|(?:you\s(?:are|have)\s)?(?:accompanied\sby|with|asked|escorted\sby|the\s(?:leave|consent|permission|company)\sof))?\s?{WHO}",
    re.IGNORECASE,
)
DAILY = re.compile(
    r"\b(?:use|go\s(?:in)?to|enter|open|leave|flush|run|cook|wash|eat|sleep|drink|answer|speak|go\sout|go\soutside)\b[^.;,]{0,12}\b(?:your\s(?:own\s)?(?:kitchen|bathroom|toilet|lavatory|bed(?:room)?|front\sdoor|door|shower|cooker|home|house|flat)|out|outside|eat|food|meals?|water)\b|\b(?:go\sout\sof|leave|come\sout\sof)\s(?:flat\s|room\s|number\s)?\d",
    re.IGNORECASE,
)
# What only another's mouth, hand or heart gives.
ANSWER = r"(?:repl(?:y|ies)|answers?|promises?|word|thanks|thank-you|gratitude|blessing|goodwill|good\swill|friendship|forgiveness|trust|confidence|respect|affection|love|agreement|apolog(?:y|ies)|support|approval|assent|vote|votes|signatures?|admission|confession|praise|recommendation|testimonial|acceptance|sympathy|pardon|backing|smile|handshake|invitation|good\sopinion|withdrawal)"
OF_OTHERS = re.compile(
    rf"^(?:back\s)?(?:{WHO}(?:'s?)?\s(?:written\s|signed\s|full\s|personal\s)?{ANSWER}\b"
    rf"|(?:an?|the|any|some|their|two|three|four|five|six|ten|\d+)\s(?:[a-z]+\s){{0,2}}?(?:{ANSWER}|(?:letters?|cards?|notes?|messages?|words?|signs?|statements?)\sof\s{ANSWER})\b[^.;]{{0,20}}?\b(?:from|of|by)\s{WHO})",
    re.IGNORECASE,
)
WON = frozenset({"get", "gain", "obtain", "secure", "win", "have", "receive", "earn", "regain", "recover", "procure", "elicit", "extract", "keep", "deserve", "command"})  # fmt: skip
# "Before you cut it, have the owner's agreement": then nothing is bound to be had.
FIRST = re.compile(r"\b(?:before|first|unless|until|without|if|prior\sto)\b", re.IGNORECASE)
FEELING = (
    r"(?:feel|think|believe|understand|like|love|forget|forgive|trust|respect|enjoy|see\sthat|know\sthat\she|want|agree|accept|happy|happier|safe|safer|secure|comfortable|calm|content(?:ed)?|satisfied|proud|welcome|at\sease|easy|relaxed|confident"
    r"|better\b|cheerful|glad|grateful|pleased|friendly|unafraid|less\s[a-z]+|whole|well|smile|laugh|sleep\s(?:well|soundly|better)|sorry|jealous)"
)
MADE_TO = re.compile(
    rf"^(?:sure\s(?:that\s)?)?{WHO}\s(?:is\s|are\s|to\s|be\s|feels?\s|once\s(?:more|again)\s)?(?:all\s|quite\s|fully\s|again\s)?{FEELING}\b",
    re.IGNORECASE,
)
MAKES = frozenset({"make", "get", "keep", "have", "leave", "render", "help", "set", "put", "see", "ensure", "cause"})  # fmt: skip
# What he or she is to be had to do, of whom the words have spoken.
PRONOUN = re.compile(
    r"^(?:him|her|them|both)\s(?:to\s)?(?:accept|agree|forgive|reply|answer|respond|sign|withdraw|drop|say|thank|admit|confess|apologi[sz]e|promise|write|ring|telephone|speak|move|like|trust|believe|vote|smile|shake|take\s(?:it|you)\sback|change\s(?:his|her|their)|let|want|consent|approve|see\sreason|be\sfriends)\b",
    re.IGNORECASE,
)
REASON = re.compile(
    rf"^(?:{WHO}|others|people|nobody|no\sone)\s(?:any\s|further\s|a\s|more\s)*(?:reason|cause|occasion|grounds?|an?\sexcuse|something)\s(?:to|for)\s(?:look|complain|talk|think|worry|call|ring|report|fear|dislike|gossip|suspect|stare|remember|doubt|anger|alarm|complaints?|concern)",
    re.IGNORECASE,
)
SHUT_OUT = re.compile(
    rf"\b(?:to|of|for)\swhich\s(?:you|he|she|they)\s(?:has|have|hold|holds)\s(?:no|neither|lost\sthe)\s(?:keys?|access|right|code|permission|pass)\b"
    rf"|\b(?:owner|occupier|tenant|keeper|manager|landlord|landlady|freeholder|neighbour|company|council|church|farmer|{NAME}|who|which|that|he|she|they)s?,?\s(?:has|have|had|still)?\s?(?:already\s|always\s|twice\s)?(?:refused|refuses?|forbidden|forbids?|barred|bars|banned|bans|denied|denies)\s(?:you|him|her|them|entry|access|leave|permission|to\s(?:let|allow|open|have|give|sell|admit))\b"
    rf"|\b(?:does|do|will|did|would)\s?(?:not|never|n't)\s(?:let|allow|admit|permit)\s(?:you|him|her|them|anybody|anyone)\s(?:in|on|into|near|to|through|past|across|near)\b|\bwon't\s(?:let|allow)\s(?:you|him|her|them|anyone)\b"
    rf"|\bin\sspite\sof\sthe\s(?:owner|occupier|tenant|landlord)'s\s(?:refusal|ban)\b",
    re.IGNORECASE,
)
SPEAKS = frozenset({"ask", "write", "apply", "invite", "report", "request", "tell", "offer", "notify", "pay", "stay", "keep", "return", "telephone", "send", "stop", "leave"})  # fmt: skip
THEIRS = "it hangs on others, who may say no. Ask for what they do themselves."


def at_mercy(condition: Condition) -> Found:
    """Look for what can be kept only if others give leave, come along, answer, feel or open."""
    text = straight(condition.words)
    if only_steps(condition):
        return None
    return _let_out(condition, text) or next(iter(_bidden(condition, text)), None)


def _let_out(condition: Condition, text: str) -> Found:
    """Look for a home that nobody may leave, or use, unless others say so, at any hour."""
    for sentence in sentences(text):
        hangs = HANGS.search(sentence.text)
        daily = LEAVES_HOME.search(sentence.text) or DAILY.search(sentence.text)
        if hangs and daily and at_all_times(condition):
            return hangs.group(), THEIRS
    return None


def _bidden(condition: Condition, text: str) -> Iterator[tuple[str, str]]:
    for said in predicates(text):
        reason = said.verb == "give" and REASON.match(said.rest)
        if (said.forbids and reason) or (
            condition.asks_for_an_act and not said.forbids and _hangs_on_others(said)
        ):
            yield said.words, THEIRS


def _hangs_on_others(said: Predicate) -> bool:
    """Return whether an answer, a feeling or a way in is to be had that only others give."""
    won = said.verb in WON and OF_OTHERS.match(said.rest) and not FIRST.search(said.words)
    made = said.verb in MAKES and (MADE_TO.match(said.rest) or PRONOUN.match(said.rest))
    shut = said.verb not in SPEAKS | words_of("classes", "asking") and SHUT_OUT.search(said.rest)
    return bool(won or made or shut)
