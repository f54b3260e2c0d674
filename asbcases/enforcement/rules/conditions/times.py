"""Two places at one time, as words say it."""

import re

from asbcases.enforcement.rules.conditions.hours import CLOCK

# "Sign on at Fennick and at the very same time at Ostley".
AT_ONCE = re.compile(
    r"\band,?\s(?:also,?\s)?at\s(?:the|that|this)\s(?:very\s|exact\s)?same\s(?:time|hour|moment|minute),?\s(?:be\s|report\s|sign on\s)?(?:(?:at|in)\b|[^.;]{1,60}?\b(?:at|in)\s(?=(?-i:[A-Z\d])))"
    rf"|\bat\s{CLOCK}\b[^.;]{{0,80}}?\bboth\s(?:to|at|in)\b[^.;]{{3,80}}?\band\s(?:to|at|in)\b[^.;]{{3,60}}"
    rf"|\bat\s({CLOCK})\b[^.;]{{1,120}}?\band,?\s(?:also\s)?at\s\1,?\s(?:be\s)?at\b",
    re.IGNORECASE,
)
# "Be at the Hub for the 9am group and at the Library for the talk at 2pm".
TWO_VISITS = re.compile(
    rf"\b(?:be|report|sign\son|attend|call)\b[^.;]{{0,30}}?\s(?:at|to)\s(?:the\s)?(?-i:[A-Z])[^.;]*?\band\s(?:also\s)?(?:at|to)\s(?:the\s)?(?-i:[A-Z])(?=[^.;]*?\b{CLOCK})",
    re.IGNORECASE,
)
# "Reasonable steps to stop the hens, and reasonable steps to keep rats out".
STEPS_TOO = re.compile(
    r"\breasonable\ssteps\b[^.;]{3,120}?\band\s(?:take\s)?(?:all\s)?(?:reasonable\s)?steps\sto\b",
    re.IGNORECASE,
)
