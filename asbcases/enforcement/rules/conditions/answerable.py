"""What others do, or how a public place is found, made one person's to answer for: "ensure that Mill Street is free of litter"."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.places import plain, segments
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, only_steps
from asbcases.enforcement.rules.conditions.texts import straight

SURE = r"(?:(?:ensure|make\s(?:sure|certain)|guarantee)\s(?:that\s)?|see\s(?:to\sit\s)?that\s)"
# Anybody at all: who is not said to be theirs, nor to be in their house.
ANYBODY = (
    r"(?:(?:any|every|each|no|all|other|another|the)\s(?:(?:other|single|passing|local)\s)?(?:persons?|people|vehicles?|drivers?|motorists?|members?\sof\sthe\spublic|youths?|young\speople|young\spersons?|child|children|teenagers?|cyclists?|pedestrians?|cars?|vans?|lorry|lorries|motorbikes?|mopeds?|residents?|motor\svehicles?|passers?-by|shoppers?|drinkers?|groups?|crowds?)"
    r"|any(?:one|body)|every(?:one|body)|no(?:body|\sone|-one)|people|others|youths|drivers|motorists|strangers|teenagers|children|cyclists|residents|members\sof\sthe\spublic|the\spublic|traffic)"
)
ROAD = r"(?:Street|Road|Lane|Avenue|Way|Close|Terrace|Drive|Crescent|Hill|Row|Square|Parade|Park|Green|Estate|Common|Walk|Grove|Gardens|Mews|Place|Market|Precinct|Quay|Wharf|Bridge|Alley|Passage)"
NAMED = rf"(?:(?-i:[A-Z])[\w'-]+\s){{1,3}}(?-i:{ROAD})\b(?!\s(?:Hotel|Club|School|Cafe|Stores))"
PUBLIC = rf"(?:(?<!\d\s){NAMED}|(?:the\s|any\s|that\s|this\s)?(?:[a-z]+\s){{0,2}}?(?:streets?|roads?|pavements?|footpaths?|footways?|alleys?|alleyways?|estate|neighbourhood|towns?(?:\scentre)?|village|city(?:\scentre)?|high\sstreet|precinct|playground|green|verge|town\scentre|locality|vicinity|bus\sshelter|underpass|subway|car\sparks?|towpath)\b)"
WHERE = r"\b(?:in|on|at|along|down|through|across|around|throughout|within|near|outside|behind|between)\s(?:the\s(?:vicinity|area|neighbourhood)\sof\s)?"
THERE = rf"{ANYBODY}\b(?![^.;]{{0,80}}\b(?:your|yours|you|visiting|employed)\b)[^.;]{{1,90}}?{WHERE}{PUBLIC}"
# "Ensure that nobody parks in Mill Street", and "not allow any vehicle to stop on the pavement".
SURE_THERE = re.compile(rf"\b(?:{SURE}|(?:prevent|stop)\s){THERE}", re.IGNORECASE)
LET_THERE = re.compile(rf"\b(?:allow|permit|let|suffer|cause)\s{THERE}", re.IGNORECASE)
# Near the house is not in it.
NEAR_HOME = re.compile(
    rf"\b(?:{SURE}|(?:allow|permit|let|prevent|stop)\s){ANYBODY}\b[^.;]{{0,60}}?\b(?:in\sthe\s(?:vicinity|area|neighbourhood|street|road)\s(?:of|outside|near|around)|outside|near\sto|around|opposite|passing|who\spass(?:es)?)\s(?:your\s(?:home|house|property|flat|premises|address|shop|business)|\d{{1,4}}\s(?-i:[A-Z]))\b",
    re.IGNORECASE,
)
VISITS = re.compile(
    r"\b(?:visitors?|guests?|customers?|employees?|staff|servants?|agents?|members\sof\syour|household|lodgers?|on\syour\sbehalf|your\spermission|who\s(?:lives?|stays?|works?|calls?|visits?)|invited|your\s(?:dogs?|van|car|children|child|son|daughter|friends?))\b",
    re.IGNORECASE,
)
# How a public place is to be found, whoever comes by.
KEPT = re.compile(
    rf"\b(?:{SURE}|keep\s|maintain\s)(?:all\sof\s|the\swhole\sof\s|every\spart\sof\s)?(?:the\s)?(?:[a-z]+\s)?{PUBLIC}[^.;]{{0,60}}?\b(?:free|clear|clean|rid|empty)\s(?:of|from)\s(?:all\s|any\s|other\s)*(?:[a-z]+\s)?(?:litter|foul(?:ing)?|mess|people|persons|youths|vehicles|cars|traffic|needles|drugs|graffiti|drinkers|beggars|crime|fly-tipping|dogs|children|leaves|glass)\b",
    re.IGNORECASE,
)
NOTHING_FOUND = re.compile(
    rf"\b(?:{SURE})no\s(?:[a-z-]+\s){{1,3}}?(?:is|are|be)\s(?:ever\s)?(?:found|left|dropped|seen|heard|thrown|dumped|parked|present|made)\b[^.;]{{0,40}}?{WHERE}(?:the\s)?(?:{PUBLIC}|(?-i:[A-Z])[\w-]+(?=\W*$|\s(?:at|town)\b))",
    re.IGNORECASE,
)
OWN_PART = re.compile(
    r"\b(?:outside\syour|in\sfront\sof\syour|of\syour|your\s(?:own\s)?(?:shop|premises|home|house|door|land|garden|drive|frontage|[a-z]+)|within\s(?:\d+|five|ten|two|three|twenty)\s?(?:m|metres?|meters?|yards)|that\syou|which\syou|you\s(?:have\s)?(?:put|left|made|drop|dropped|placed)|by\syou|of\s(?:any\s)?(?:goods|stock|bins|vehicles\sbelonging|your))\b",
    re.IGNORECASE,
)
# To be liable for all that somebody does, who is no child of theirs.
LIABLE = re.compile(
    rf"\b(?:be|take|accept|assume)\s(?:(?:full|personally|held|complete|legally|all)\s)*(?:responsible|responsibility|answerable|accountable|liable|liability)\s(?:for|that)\s(?:the\s|any\s|all\s|whatever\s)?(?:behaviour|conduct|actions?|acts|noise|language|litter|rubbish|parking|what)\b[^.;]{{0,30}}?\b(?:of|by|from|done\sby|made\sby)\s(?:{ANYBODY}|your\s(?:adult|grown-up|neighbours?|ex-[a-z]+|former|upstairs|estranged)|(?:the|your)\s(?:[a-z]+\s)?neighbours?|other\s[a-z]+)",
    re.IGNORECASE,
)
# What others keep, in what state it is to be.
OF_OTHERS = re.compile(
    rf"\b(?:{SURE}|keep\s|have\s)(?:all\s|the\s|every\s)*(?:[a-z]+\s)?(?:bins?|gardens?|doors?|windows?|dogs?|cars?|vehicles?|curtains|lights?|music|televisions?|yards?|balcon(?:y|ies)|alarms?|children|bikes?|bicycles?|rubbish|waste)\s(?:of|at|in|from|belonging\sto)\s(?:all\s|the\s|any\s|every\s)*(?:other|neighbouring|adjoining|the\srest\sof)\s",
    re.IGNORECASE,
)
# Firms and crews that come and go, and what they are to be had to do.
FIRMS = re.compile(
    rf"\b(?:{SURE}|(?:make|get|force|have)\s)(?:all\s|every\s|each\s|the\s|any\s|both\s)*(?:[a-z]+\s){{0,2}}?(?:compan(?:y|ies)|shops?|traders?|businesses|pubs?|couriers?|takeaways?|retailers?|landlords?|supermarkets?|off-licences?|taxis|buses|firms?|website|channel|platform|(?-i:(?:YouTube|Facebook|TikTok|Instagram|Snapchat|Google|Amazon|WhatsApp|Twitter|Meta|Netflix|eBay)))\b(?!\swhich\syou\b)[^.;]{{0,50}}?\s(?:to\s)?(?:stop|close|closes|switch|switches|turn|turns|sell|sells|refuse|remove|removes|take|takes|delete|deletes|cease|shut|shuts|move|moves|park|parks|deliver|delivers|block|blocks|ban|bans)\b",
    re.IGNORECASE,
)
PAID = re.compile(
    r"\b(?:waste|removal|skip|carrier|contractor|scrap|clearance|security|cleaning)\b", re.IGNORECASE
)
# "The police to be called by anybody", "any complaint made".
CALLED = re.compile(
    r"^(?:cause|give\scause\sfor|lead\sto|result\sin|have|allow|prompt|necessitate|require)\s(?:the\s|any\s|further\s|more\s)*(?:police|council|officers?|ambulance|complaints?|reports?|999\scalls?|noise\steam)\b[^.;]{0,40}?\b(?:called|made|needed|attend(?:ing)?|received|sent|logged|reported|come|submitted|recorded)\b",
    re.IGNORECASE,
)
FALSELY = re.compile(r"\b(?:false|falsely|hoax|malicious|no\semergency|unless|without)\b", re.IGNORECASE)
WHY = "they cannot govern what other people do. Ask for what they do themselves."


def answerable(condition: Condition) -> Found:
    """Look for others, whom nobody governs, and for public places that anybody may use, as what is to be answered for."""
    if only_steps(condition):
        return None
    return next(iter(_answerable(condition, straight(condition.words))), None)


def _answerable(condition: Condition, text: str) -> Iterator[tuple[str, str]]:
    for said in predicates(text):
        whole = f"{'be ' if said.be else ''}{said.verb} {said.rest}"
        if said.subject and not re.fullmatch(r"(?:you|he|she|I|the\s\w+)", said.subject, re.IGNORECASE):
            continue
        for pattern in ALWAYS if not said.forbids else FORBIDDEN:
            match = pattern.search(whole)
            if match and not _is_theirs(condition, said, match.group()):
                yield match.group(), WHY


def _is_theirs(condition: Condition, said: Predicate, found: str) -> bool:
    """Return whether it is of their own guests, or only before their own door."""
    own = {plain(part) for text in (condition.lives_at, condition.place) for part in segments(text)[:1]}
    at_home = any(name in plain(said.words) for name in own if _is_premises(name))
    if VISITS.search(said.words) or PAID.search(found) or FALSELY.search(said.words):
        return True
    near = NEAR_HOME.search(said.words)
    return not near and (at_home or bool(OWN_PART.search(said.words)))


def _is_premises(name: str) -> bool:
    """Return whether a name is that of a house or a business, and of no street or town."""
    return bool(name) and (name[0].isdigit() or (not re.search(PUBLIC, name.title()) and " " in name))


FORBIDDEN = (LET_THERE, NEAR_HOME, CALLED)
ALWAYS = (SURE_THERE, NEAR_HOME, KEPT, NOTHING_FOUND, LIABLE, OF_OTHERS, FIRMS)
