"""Ways of keeping somebody from a place, or in one, said in one way: "must not enter" and "must stay"."""

import re
from functools import lru_cache

from asbcases.enforcement.rules.conditions.hours import CLOCK
from asbcases.enforcement.rules.conditions.texts import straight

MUST = r"\b(?:must|shall|should|will|(?:is|are|has|have)\s(?:required\s|ordered\s)?to)"
GOING = r"(?:going\s(?:in)?to|going\s(?:near|on|onto|in|along|through)|visiting|entering|attending(?:\sat)?|being\s(?:in|at|on|near|within|inside)|walking\s(?:in|along|through|on)|coming\s(?:in)?to|using|frequenting|travelling\s(?:in)?to)"
HOME = r"(?:your\s(?:own\s)?(?:home|house|flat|room|address|property|premises)|the\s(?:house|flat|hostel|address)|home|(?:flat|room|number)\s\d{1,4}|\d{1,4}[a-z]?\s(?-i:[A-Z])[\w'-]+)"

REWORDED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        # "Inside or within 30 metres of" is the wider of the two.
        (
            r"\b(?:in|inside|into|at|on|outside|enter|near)(?:,?\s(?:or|nor)\s(?:be\s|go\s|come\s)?)(?=within\s\d+\s?(?:m|metres|meters|yards|miles?)\s(?:of|from)\b)",
            "",
        ),
        # A town by its name, and what lies round about it.
        (
            r"\bthe\s(?:whole\s(?:of\sthe\s)?)?(?:town|city|village|parish|borough|district|hamlet|suburb|county)\sof\s(?=(?-i:[A-Z]))",
            "",
        ),
        (r"\sor\sany\s[a-z]+\swithin\s[^,.;]{1,30}\sof\s(?:it|them)\b", ""),
        (
            r"\b(not|never)\s(?:travel|journey|venture|stray|go|move|drive|cycle|roam)\s(?:anywhere\s)?(?:outside|out\sof|beyond)\s(?:of\s)?(?=(?-i:[A-Z])[\w'-]+(?:\s(?:at|on|between|after|before|until|unless|except|for|without|during|by)\b|[.,;]|$))",
            r"\1 leave ",
        ),
        # Not allowed is forbidden.
        (
            r"\b(?:is|are|am)\s(?:not|no\slonger)\s(?:permitted|allowed|free|entitled|at\sliberty|welcome|authorised|licensed)\sto\s",
            "must not ",
        ),
        (r"\b(?:has|have)\sno\s(?:permission|leave|right|business|authority|cause)\sto\s", "must not "),
        (
            r"\b(?:must|shall|to)\s(?:sleep|live|reside|stay|go|be|spend\s(?:the|your|each|every)\snights?)\s(?:anywhere|elsewhere|somewhere)\s(?:else\s)?(?:but|than|other\sthan|except)\s(?:for\s)?(?:at\s|in\s)?",
            "must not enter ",
        ),
        (
            r"\bmay\s(enter|be\s(?:in|at|on)|go\s(?:in)?to|visit|come\s(?:in)?to|use|(?:pass|walk|travel)(?:\s(?:through|along|down|up|in))?)\s([^.;]{2,60}?)\sonly\s(between|from|after|before|on|at)\b",
            r"may only enter \2 \3",
        ),
        (
            r"\b(?:must\s|shall\s|to\s)?be\s(?:found\s|seen\s)?nowhere\s(?=in\b|on\b|at\b|near\b|within\b)",
            "must not be ",
        ),
        # To stop, avoid or refrain from going there.
        (
            rf"{MUST}\s(?:now\s)?(?:stop|cease|quit|desist\sfrom|refrain\sfrom|abstain\sfrom|give\sup)\s(?={GOING})",
            "must avoid ",
        ),
        (r"\b(?:must|shall)\s(?:cease|stop)\sto\s(?=attend|visit|go|enter|frequent)", "must not "),
        (
            r"\b(?:prohibited|banned|barred|forbidden|excluded)\sfrom\sattending\s(?:at\s)?(?=(?:the\s)?(?-i:[A-Z\d]))",
            "prohibited from entering ",
        ),
        (rf"^\W*(?:no|there\s(?:is|shall|must)\s(?:to\s)?(?:be\s)?no)\s(?={GOING})", "You must avoid "),
        (
            r"^\W*(?:no|there\s(?:is|shall|must)\s(?:to\s)?(?:be\s)?no)\s(?:entry|admission|access|admittance|return)\s(?:in)?to\s",
            "You must not enter ",
        ),
        (
            r"^\W*(?:exclusion(?:\szone)?|excluded\splaces?|no-go\sareas?|out\sof\sbounds|off\slimits):\s",
            "You must not enter ",
        ),
        (
            rf"^\W*(?:{GOING}|(?:entry|access|admission|admittance|a\sreturn|presence)\s(?:in|to|at|on)(?:to)?)\s(.{{3,100}}?)\s(?:is|are|shall\sbe|will\sbe)\s(?:now\s|strictly\s)?"
            r"(?:forbidden|prohibited|banned|barred|denied|not\s(?:allowed|permitted)|refused)(?:\sto\syou|\sfor\syou)?",
            r"You must not enter \1",
        ),
        (r"\b(must|shall)\smake\sno\suse\sof\s", r"\1 not go into "),
        (
            r"^\W*([A-Z\d][^.;]{3,80}?)\s(?:must|shall|is\sto|are\sto)\sbe\s(?:avoided|kept\sclear\sof|left\salone)(?:\sby\syou)?\b",
            r"You must not enter \1",
        ),
        (
            r"^\W*([A-Z\d][^.;]{3,80}?)\s(?:is|are)\s(?:a\splace|places|somewhere|an?\s(?:street|area|building))\s(?:that\s|which\s|where\s|into\swhich\s)?you\s(?:must|may|shall|are)\s(?:not|never)\s(?:to\s)?(?:enter|go(?:\sto|\sinto)?|be(?:\sin)?|visit|come(?:\sto)?)\b",
            r"You must not enter \1",
        ),
        # A zone that applies, no presence, feet that are not to touch, and what is put before "you must".
        (
            r"^\W*(?:an?|the|your)\s(?:exclusion|no-go)\s(?:zone|area)\s\(?(?:[^:;.()]{0,60}:\s)?([^.;()]{3,120}?)\)?\s(?:applies|is\simposed|is\sin\sforce|shall\sapply)(?:\s(?:to|on)\s(?:you|the\s[a-z]+))?",
            r"You must not enter \1",
        ),
        (
            r"\bno\spresence(?:\s(?!in\b|at\b|near\b)[a-z]+(?:\s(?!in\b|at\b|near\b|on\b)[a-z]+|\sin\sa\s[a-z]+){0,5}?)?\s(in|on|at|near|within)\s(?=(?:the\s)?(?-i:[A-Z]))",
            r"you must not be \1 ",
        ),
        (
            r"\b(?:your|his|her)\s(?:feet|foot)\s(?:are|is|must|shall|may)\s(?:not|never)\s(?:to\s)?(?:touch|tread|cross|set\sdown\son)\s(?:on\s)?",
            "you must not enter ",
        ),
        (
            r"^\W*((?:inside|within|in|at)\s(?!the\s(?:evening|morning|afternoon|night|hours|day|event|case|week)|order\b)[^,.;]{3,60}?),?\s(you\s(?:must|may|shall|are)\s(?:not|never)\s(?:to\s)?be)\s(?:found|seen|present)\b",
            r"\2 \1",
        ),
        (
            r"^\W*((?:except|save|unless)\s[^,.;]{3,60}?),?\s((?:you|the\s[a-z]+|he|she)\s(?:must|shall|is\sto|are\sto|may)\s[^.;]{3,200})",
            r"\2, \1",
        ),
        # However much is put in between.
        (
            r"\b(must|shall|may)\s(not|never)\s(?:for|during|throughout|whether)\s[^.;]{3,200}?,\s(?=(?:be|enter|go|visit|come|remain)\b)",
            r"\1 \2 ",
        ),
        (
            r"\b(?:the\s(?:respondent|defendant|offender|subject)|you)\s(?:is\s|are\s|shall\s)?be\s(excluded|barred|banned)\b[^.;]{0,40}?\sfrom\s(?=(?:that\spart\s|the\s|all\s|any\s)|(?-i:[A-Z]))",
            r"you are \1 from ",
        ),
        # Kept away by other words.
        (r"\bgive\s(?=(?:the\s)?(?-i:[A-Z\d]))([^.;]{3,80}?)\sa\swide\sberth", r"keep away from \1"),
        (
            r"\b(?:keep|stay|remain)\s(?:your|a|at\sa)\s(?:[a-z]+\s)?distance(?:,?\s[^,.;]{1,30},?)?\s(?:from|of)\s",
            "keep away from ",
        ),
        (
            r"\b(must|shall|will|to)\s(?:at\sall\stimes|always|at\sany\stime|at\severy\shour|day\sand\snight)\s(?=[a-z])",
            r"\1 ",
        ),
        (r"\b(?:must|shall)\s(?:be\sat\sno\stime|at\sno\stime\sbe|never\sbe)\s", "must not be "),
        (
            r"\b(?:not|never)\sbe\s(?:less\sthan|within\sless\sthan|under)\s(\d{1,4}\s?(?:m|metres|meters|yards|miles?))\s(?:from|of|away\sfrom)\s",
            r"not be within \1 of ",
        ),
        (
            r"\b(?:not|never)\s(?:be|come|go|get)\s(?:any\s)?(?:nearer|closer)\sthan\s(\d{1,4}\s?\w+)\s(?:from|of|to)\s",
            r"not go within \1 of ",
        ),
        (r"\b(?:not|never)\sget\swithin\s", "not go within "),
        (r"\b(not|never)\s(?:go|come|return|travel|get)\s(?:back\s)?home\b", r"\1 enter your home"),
        (
            rf"\b(must|shall|will|to)\s(?:be|remain)\s(?:out\sof|away\sfrom|absent\sfrom|gone\sfrom)\s(?={HOME})",
            r"\1 stay away from ",
        ),
        (
            rf"\b(must|shall|will|to)\s(?:give\sup(?:\spossession\sof)?|leave\s(?={HOME}[^.;]{{0,40}}\sfor\sgood)|surrender\spossession\sof|quit)\s?(?={HOME})",
            r"\1 vacate ",
        ),
        (
            rf"\b(not|never)\s(?:sleep|live|reside|lodge|dwell|stay\sovernight|spend\s(?:the|any)\snights?)\s(?:at|in)\s(?={HOME}|the\sarea|(?-i:[A-Z]))",
            r"\1 enter ",
        ),
        # Held at home by other words.
        (
            rf"\b(?:anywhere|elsewhere|in\sany\splace|at\sany\splace)\s(?:other\sthan|except|but|apart\sfrom|save|than)\s(?:for\s)?(?:in\s|at\s|inside\s)?(?={HOME})",
            "out of ",
        ),
        (r"\b(must|shall|to|will)\s(?:also\s)?keep\s(?=indoors|inside|within|at\shome)", r"\1 stay "),
        (
            rf"\b(must|shall|to|will)\s(?:return|go|come|be|get)\s(?:back\s)?(?:home|indoors|in|inside|to\s{HOME}|at\shome|at\s{HOME}|in\s{HOME})(?:\s(?:back|again))?\s(?:by|no\slater\sthan|before)\s(?={CLOCK})",
            r"\1 stay at home from ",
        ),
        (
            r",?\s(?:and|then|but)\s(?:must\s|to\s|do\s)?(?:not|never)\s(?:go\sout|leave|come\sout|go\soutside)(?:\sagain|\sit|\sthere)?\s(?:before|until|till)\s",
            " until ",
        ),
        (
            r",?\s(?:and|then)\s(?:must\s)?(?:stay|remain|be)\s(?:there|in|indoors|inside|at\shome)\s(?:until|till|to)\s",
            " until ",
        ),
        (
            rf"\bmay\s(?:only\sleave|leave)\s({HOME}[^.;]{{0,40}}?)\s(?:only\s)?(?:between|from)\s({CLOCK})\s(?:and|to|until)\s({CLOCK})",
            r"must stay at \1 between \3 and \2",
        ),
        (
            r"\b(not|never)\s(?:be\sout\sand\sabout|be\sout(?!\sof|side)|(?:travel|go)\sanywhere(?=\s(?:between|from|after|before|at|until|during)\b|[.,])|go\sout\sof\sdoors|be\sabroad)\b",
            r"\1 go out",
        ),
        (
            rf"\b(not|never)\s(?:go\sbeyond|step\sout\sof|step\sbeyond|set\sfoot\soutside|quit|pass|cross|go\sfurther\sthan\s(?:your|the)|go\sfurther\sthan\s\d{{1,3}}\s?\w+\sfrom)\s(?:of\s)?(?=your\s(?:[a-z]+\s)?(?:front|door|gate|step|path|boundary|garden|fence|hedge|yard)\b|the\sfront\sdoor|the\sthreshold|{HOME})[^.;,]{{1,40}}?(?=\sbetween|\sfrom\s\d|\son\s(?:an?y?|school|week)|\safter|\sbefore|\suntil|\sat\sany|\sduring|[.;,]|$)",
            r"\1 go out",
        ),
        (
            rf"^\W*(?:a|your|the)\s(?:[a-z]+\s)?curfew\s(?:(?:at|of|in)\s([^.;]{{3,60}}?)\s)?(?:binds\syou|applies(?:\sto\syou)?|is|runs|will\sbe)\s(?:from\s|between\s)?(?={CLOCK}|at)",
            r"You must keep to a curfew at \1 from ",
        ),
        # Met somewhere, whoever is named first.
        (
            r"\bkeep\s(your|the|an|all|all\syour|every|each)\s(appointments?|interviews?|meetings?|sessions?)\b",
            r"attend \1 \2",
        ),
        (r"\b(?:have|hold)\s(a|an|your)\s(session|meeting|interview|appointment|review)\b", r"attend \1 \2"),
    )
)


@lru_cache(maxsize=64)
def reworded(text: str) -> str:
    """Return a text with what shuts out of a place, or in at home, said as "must not enter" and "must stay"."""
    plain = straight(text)
    for pattern, said in REWORDED:
        plain = pattern.sub(said, plain)
    return plain
