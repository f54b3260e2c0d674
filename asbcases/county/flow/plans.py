"""What is to become of a case, and the words that officers and victims say on the way."""

from dataclasses import dataclass

from asbcases.accounts.models import User
from asbcases.cases.choices import RiskLevel, Stage

# Of a hundred victims as many of each level (practice reference 2.10).
LEVELS = {RiskLevel.STANDARD: 45, RiskLevel.MEDIUM: 34, RiskLevel.HIGH: 21}
# How long cases of a level have been going on, at most, where they are still open.
OPEN_FOR = {RiskLevel.STANDARD: 45, RiskLevel.MEDIUM: 40, RiskLevel.HIGH: 31}


@dataclass
class Plan:
    """What is to become of a case: whose it is, how high the risk, how it ends, and how often it happens again."""

    level: RiskLevel
    lead: User
    ends: Stage = Stage.OPEN
    lasts: float = 25
    again: int = 0
    shared: str = ""
    problem: str = ""
    opens_after: float = 0
    assessed_after: float = 0
    plain: bool = False
    ends_at: RiskLevel = RiskLevel.STANDARD


TAKEN_ON = "Taken on. First the victim, then whoever does it; the landlord or the council is asked for what they hold."
REVIEWED = (
    "Read the file with the officer: the level stands, and the plan goes on.",
    "Level agreed. The landlord is to answer by the end of the week; look at the camera again.",
    "Seen. Contact has been kept as agreed. Next time bring the diary sheets.",
    "The level stands. Ask the school once more, and tell the victim what was done.",
)
SAID = (
    "Quieter than last week. Two evenings out of seven, and nobody came to the door.",
    "It is the same. She keeps the diary and will send the pages on Friday.",
    "They have not been back since the visit. He sleeps better and asks how long we keep looking.",
    "Bad weekend: three times on Saturday. Told what we do next and when she hears from us.",
    "Nothing new. He is glad that somebody rings.",
)
ENDED = (
    "Nothing for three weeks; the victim says that it has stopped and is content that we close.",
    "The tenancy was given up and the flat is let to others; the victim has had peace since.",
    "Down to what the victim can live with; they know how to reach us, and the landlord keeps the diary open.",
)
RETURNED = "Ask again how often it happens at night: the answer does not fit what she told the handler."
SIGNED = ("Agreed: the answers bear the level.", "Agreed. Go through the plan with the victim this week.", "")
ACTIONS = (
    "Ask the landlord for the diary sheets and the tenancy file",
    "Visit the other side and hear what they say",
    "Fit the door camera with the home safety scheme",
    "Ask the school which of its pupils were named",
    "Walk the street with the community warden and note the lamps that are out",
)
DONE = "Done, and written up in the journal."
WATCHING = "Nothing for two weeks. Contact goes on; if it stays quiet it is closed."
