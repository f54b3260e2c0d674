"""The words of a case review: how it came, who speaks for whom, and what was answered."""

from django.db.models import IntegerChoices, TextChoices

# The area of an application whose applicant does not know it; who sees the whole force settles it.
NOT_KNOWN = "not-known"


class Channel(TextChoices):
    """How an application reached us: there are several ways to apply, not only online (ACG-3)."""

    ONLINE = "online", "Public form"
    PHONE = "phone", "Telephone"
    COUNTER = "counter", "At a counter"
    LETTER = "letter", "Letter or paper form"
    EMAIL = "email", "E-mail"
    VISIT = "visit", "During a visit"
    AGENCY = "agency", "Passed on by an agency"
    COUNCILLOR = "councillor", "Councillor or MP"


class VictimKind(TextChoices):
    """Who is harmed: the guidance knows people, businesses and communities."""

    PERSON = "person", "A person"
    BUSINESS = "business", "A business"
    GROUP = "group", "A community or group"


class Consent(TextChoices):
    """What the victim said to an application by somebody else (ACR-4)."""

    OWN = "own", "The victim applies"
    WAITING = "waiting", "Not yet given"
    GIVEN = "given", "Given"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Involvement(TextChoices):
    """How far the victim wants to take part (ACG-4)."""

    UNASKED = "", "Not asked yet"
    ATTEND = "attend", "Attend the panel"
    REMOTE = "remote", "Attend by telephone or video"
    REPRESENTED = "represented", "Have somebody speak for them"
    WRITTEN = "written", "Send their words in writing"
    NONE = "none", "Not take part"


class BodyKind(TextChoices):
    """The relevant bodies of the Act, the landlords whom an area co-opts, and others who are asked."""

    COUNCIL = "council", "Council"
    POLICE = "police", "Police"
    HEALTH = "health", "Integrated care board"
    LANDLORD = "landlord", "Landlord"
    OTHER = "other", "Another body"


class BodyAnswer(TextChoices):
    """What a body replied."""

    NONE = "", "No reply yet"
    HOLDS = "holds", "It holds complaints"
    NOTHING = "nothing", "It holds nothing"
    REFUSED = "refused", "It refused, with its reason"


class Link(TextChoices):
    """How a complaint is tied to the behaviour that the application is about."""

    VICTIM = "victim", "Made by or about the victim"
    PLACE = "place", "The same place"
    HATE = "hate", "Hate, against the same victim or group"
    NONE = "none", "Not tied to it"


class Origin(TextChoices):
    """Where a complaint on the worksheet comes from."""

    RECORDED = "recorded", "On file"
    BY_HAND = "by_hand", "Added by hand"
    PUBLISHED = "published", "A published copy"


class StepAgreed(TextChoices):
    """The steps of a review for which an area may state no clock, so that a day is agreed."""

    ACK = "ack", "acknowledgement"
    AGENCY_REPLY = "agency_reply", "replies of the bodies"
    THRESHOLD = "threshold", "decision on the threshold"
    PAPERS = "papers", "papers of the panel"
    PANEL = "panel", "panel"
    OUTCOME = "outcome", "outcome"
    APPEAL_WINDOW = "appeal_window", "time to appeal"
    APPEAL_HEARING = "appeal_hearing", "hearing of the appeal"


class RecommendationAnswer(TextChoices):
    """What a body answered: it must have regard to a recommendation and is not bound by it (ACR-14)."""

    NONE = "", "No answer yet"
    ACCEPTED = "accepted", "Accepted"
    IN_PART = "in_part", "Accepted in part"
    NOT_FOLLOWED = "not_followed", "Not followed, with the reason"


class LetterKind(TextChoices):
    """What the applicant is told."""

    ACKNOWLEDGEMENT = "ack", "Acknowledgement"
    HELD = "held", "That a day will be agreed"
    THRESHOLD_MET = "met", "The threshold is met"
    THRESHOLD_NOT_MET = "not_met", "The threshold is not met"
    INVITATION = "invitation", "Invitation to the panel"
    DRAFT_PLAN = "draft_plan", "The draft plan"
    OUTCOME = "outcome", "Outcome"
    APPEAL = "appeal", "Outcome of the appeal"
    CLOSING = "closing", "Closing"
    OTHER = "other", "Another letter"


class AppealAgainst(TextChoices):
    """What an applicant is dissatisfied with (ACR-19)."""

    THRESHOLD = "threshold", "The decision on the threshold"
    HANDLING = "handling", "How the application was handled"
    OUTCOME = "outcome", "The outcome"


class AppealOutcome(TextChoices):
    """How an appeal ended."""

    OPEN = "", "Not decided yet"
    UPHELD = "upheld", "Upheld"
    IN_PART = "in_part", "Upheld in part"
    NOT_UPHELD = "not_upheld", "Not upheld"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Ending(TextChoices):
    """Why a review was closed."""

    COMPLETED = "completed", "The review is complete"
    NOT_MET = "not_met", "The threshold was not met"
    WITHDRAWN = "withdrawn", "The applicant withdrew"
    NO_CONSENT = "no_consent", "The victim did not consent"
    IN_ERROR = "in_error", "Recorded in error"


class PackLevel(IntegerChoices):
    """How much a pack for a panel holds: nobody named, the three tiers of whoever is let in, or all that is on file."""

    NOBODY = 0, "Nobody named"
    SUMMARY = 1, "Contact and summary"
    INCIDENTS = 2, "Incidents"
    RISK = 3, "Risk and health"
    WHOLE = 4, "Whole"
