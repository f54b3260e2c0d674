"""Words of problem-solving plans: analysis, responses, reviews, assessment and the end."""

from django.db.models import TextChoices


class ImpactType(TextChoices):
    """What a plan wants to achieve (the scale of impact of problem-oriented policing)."""

    ELIMINATE = "eliminate", "End the problem"
    REDUCE = "reduce", "Reduce it"
    SERIOUSNESS = "seriousness", "Make it less serious"
    HANDLE = "handle", "Handle it better"
    RIGHT_OWNER = "right_owner", "Have the right body lead"


class Decision(TextChoices):
    """What was decided at Scanning."""

    ACCEPT = "accept", "Accepted as a problem to be solved"
    REJECT = "reject", "Not a problem for a plan"


class EntryKind(TextChoices):
    """What an entry of the analysis is."""

    CAUSE = "cause", "cause"
    DATA_SOURCE = "data_source", "data source"
    HYPOTHESIS = "hypothesis", "hypothesis"
    PREVIOUS = "previous", "previous response"
    PANEL = "panel", "side of the triangle"


class PatSide(TextChoices):
    """The sides of the problem analysis triangle."""

    VICTIM = "victim", "Victim"
    OFFENDER = "offender", "Offender"
    LOCATION = "location", "Location"


class FourP(TextChoices):
    """What sort of response it is."""

    PURSUE = "pursue", "Pursue"
    PREVENT = "prevent", "Prevent"
    PROTECT = "protect", "Protect"
    PREPARE = "prepare", "Prepare"


class ResponseState(TextChoices):
    """How far a response is."""

    PLANNED = "planned", "Planned"
    BEGUN = "begun", "Begun"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class ReviewDecision(TextChoices):
    """What a review of a plan decides."""

    CONTINUE = "continue", "Continue"
    CHANGE = "change", "Change"
    ESCALATE = "escalate", "Escalate"
    CLOSE = "close", "Close"


class Verdict(TextChoices):
    """What a person says came of a plan."""

    WORKED = "worked", "Worked"
    PARTLY = "partly", "Partly"
    NO = "no", "Did not work"
    TOO_EARLY = "too_early", "Too early to say"


class ClosingReason(TextChoices):
    """Why a plan is closed."""

    OBJECTIVE_MET = "objective_met", "Objective met"
    REDUCED = "reduced_to_acceptable", "Reduced to an acceptable level"
    TRANSFERRED = "transferred", "Transferred to somebody else, who accepted"
    NOT_FEASIBLE = "not_feasible", "Not feasible"
    MERGED = "merged", "Merged into another plan"
    NO_LONGER = "no_longer_occurring", "No longer occurring, for other reasons"
