"""A sentence that begins with its "never", turned round: "at no time is the donkey to bray" speaks of the donkey."""

import re
from functools import lru_cache

NEVER = r"(?:at\sno\s(?:time|hour|point|stage)|on\sno\s(?:account|day|night|occasion)|(?:in|under)\sno\scircumstances|never(?:\sagain)?|not\sonce|by\sno\smeans)"
# "At no time is … to", "on no account may your dog", "never shall you".
IS_TO = re.compile(
    rf"(^\W*|[.;]\s+){NEVER},?\s(is|are)\s([^.;]{{2,80}}?)\s(?:to|allowed\sto|permitted\sto)\s", re.IGNORECASE
)
MAY = re.compile(
    rf"(^\W*|[.;]\s+){NEVER},?\s(may|must|shall|will|should)\s(you|he|she|they|(?:the|your|any|a|an|its)\s[a-z]+(?:\s(?:at|in|of|on|from)\s[^.;]{{3,40}}?)?)\s(?=[a-z])",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def upright(text: str) -> str:
    """Return a text in which whoever is spoken of stands before what they must or may not do."""
    return MAY.sub(r"\1\3 \2 never ", IS_TO.sub(r"\1\3 \2 never to ", text))
