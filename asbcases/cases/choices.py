"""The words in which reports, incidents and cases are recorded."""

from django.db.models import IntegerChoices, TextChoices


class Channel(TextChoices):
    """How a report reached us."""

    CALL_999 = "999", "999 call"
    CALL_101 = "101", "101 call"
    ONLINE = "online", "Online form"
    CHAT = "chat", "Live chat"
    EMAIL = "email", "E-mail"
    COUNTER = "counter", "Front counter"
    PATROL = "patrol", "Officer on patrol"
    PARTNER = "partner", "Partner agency"
    LETTER = "letter", "Letter"
    COUNCILLOR = "councillor", "Councillor or MP"


class Progress(TextChoices):
    """How far a report got, as the agency is told that made it: of the report and its incident, and of no case."""

    RECEIVED = "received", "Received"
    LOOKED_AT = "looked_at", "Looked at"
    DEALT_WITH = "dealt_with", "Being dealt with"
    CLOSED = "closed", "Closed"


class Precision(TextChoices):
    """How well the time of an event is known."""

    EXACT = "exact", "At this time"
    RANGE = "range", "Between two times"
    MONTH = "month", "Some time in the month"


class Source(TextChoices):
    """Where an incident comes from; published copies never enter the force's own figures."""

    OWN = "own", "Recorded here"
    POLICE_UK = "police-uk", "Published by data.police.uk"


class Category(TextChoices):
    """Category of the National Standard for Incident Recording (NSIR, 2011)."""

    PERSONAL = "personal", "Personal"
    NUISANCE = "nuisance", "Nuisance"
    ENVIRONMENTAL = "environmental", "Environmental"


class ClassifiedAt(TextChoices):
    """An incident is classified from what was first said, and again from what was found."""

    OPENING = "opening", "Opening"
    CLOSING = "closing", "Closing"


class Stage(TextChoices):
    """Stages of a case: open, monitoring, closed."""

    OPEN = "open", "Open"
    MONITORING = "monitoring", "Monitoring"
    CLOSED = "closed", "Closed"


class PartyRole(TextChoices):
    """What a person is to one case; nobody is called a perpetrator before proof."""

    COMPLAINANT = "complainant", "Complainant"
    VICTIM = "victim", "Victim"
    WITNESS = "witness", "Witness"
    RESPONDENT = "respondent", "Respondent"


class Outcome(TextChoices):
    """Why a case is closed."""

    RESOLVED = "resolved", "The behaviour has stopped"
    REDUCED = "reduced", "Reduced to what the victim accepts"
    TRANSFERRED = "transferred", "Another agency has accepted it"
    WITHDRAWN = "withdrawn", "The victim asked us to stop"
    NO_FURTHER_LINES = "no_further_lines", "Nothing more can be done now"


class PersonKind(TextChoices):
    """Who or what takes part in a case."""

    PERSON = "person", "Person"
    BUSINESS = "business", "Business"
    COMMUNITY = "community", "Community"
    GROUP = "group", "Group"


class ContactKind(TextChoices):
    """How somebody may be reached."""

    PHONE = "phone", "Telephone"
    EMAIL = "email", "E-mail"


class Tie(TextChoices):
    """How two people belong together."""

    FAMILY = "family", "Family"
    HOUSEHOLD = "household", "Same household"
    NEIGHBOUR = "neighbour", "Neighbours"
    PARTNER = "partner", "Partners"
    FRIEND = "friend", "Friends"
    ASSOCIATE = "associate", "Seen together"
    CARER = "carer", "Carer"
    DISPUTE = "dispute", "In dispute"


class Grade(TextChoices):
    """Response grades of the national scheme, the most urgent first."""

    EMERGENCY = "emergency", "Emergency"
    PRIORITY = "priority", "Priority"
    SCHEDULED = "scheduled", "Scheduled"
    RESOLVE = "resolve", "Resolution without deployment"

    @property
    def order(self) -> int:
        """Return the place of the grade, the least urgent lowest."""
        return -list(Grade).index(self)


class Handling(TextChoices):
    """What follows from a grade; a partner's part is an outcome attached to a grade, and no grade."""

    ATTEND = "attend", "Somebody attends"
    NO_ATTENDANCE = "no_attendance", "Resolved without attendance"
    PARTNER = "partner", "Held for a partner"


class Trigger(TextChoices):
    """Why an incident is triaged: at first, or again."""

    FIRST = "first", "First contact"
    NEW_INFORMATION = "new_information", "New information"
    CALLER_AGAIN = "caller_again", "The caller came back"
    PROMISE_PASSED = "promise_passed", "A promised time passed"
    UNRESOURCED = "unresourced", "Nobody has been sent yet"
    REGRADED = "regraded", "Re-graded, held or put off"
    PARTNER = "partner", "Passed to a partner"
    LINKED = "linked", "Another incident at the same address or of the same person"
    SUPERVISOR = "supervisor", "A supervisor took it over"
    BEFORE_CLOSING = "before_closing", "Before closing without attendance"


class RiskLevel(TextChoices):
    """The risk that a handler sees between the call and our coming; an assessment follows."""

    STANDARD = "standard", "Standard"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Told(TextChoices):
    """Whether the ASB case review was explained to the caller."""

    EXPLAINED = "explained", "Explained"
    NOT_SAFE = "not_safe", "Not safe to explain now"
    NOT_ASKED = "not_asked", "Not explained"


class TermKind(TextChoices):
    """Lists of words that change with the years."""

    SUBTYPE = "subtype", "Sub-type"
    CALL_TYPE = "call_type", "Call type"
    QUALIFIER = "qualifier", "Qualifier"


class NoneAttended(TextChoices):
    """Why nobody attended."""

    RESOLVED_BY_PHONE = "resolved_by_phone", "Resolved by telephone"
    NO_UNIT = "no_unit", "No unit was free"
    CALLER_DECLINED = "caller_declined", "The caller wanted nobody to come"
    PASSED_TO_PARTNER = "passed_to_partner", "A partner went instead"
    OVER_BEFORE = "over_before", "It was over before a unit was free"


class GatheringKind(TextChoices):
    """Events that draw people together."""

    GATHERING = "gathering", "Gathering"
    UNLICENSED_MUSIC = "unlicensed_music", "Unlicensed music event"
    CAR_MEET = "car_meet", "Car meet"


class Tool(TextChoices):
    """Powers and tools that end an event, with where they stand in law."""

    DISPERSAL = "dispersal", "Dispersal direction (ASBCPA 2014 s.35)"
    RAVE_DIRECTION = "rave_direction", "Direction to leave a rave (CJPOA 1994 s.63)"
    SOUND_SEIZED = "sound_seized", "Sound equipment seized (CJPOA 1994 s.64)"
    NOISE_ABATEMENT = "noise_abatement", "Noise abatement notice (EPA 1990 s.80)"
    CPN_WARNING = "cpn_warning", "Community protection warning (ASBCPA 2014 s.43)"
    VEHICLE_SEIZED = "vehicle_seized", "Vehicle seized (Police Reform Act 2002 s.59)"
    CLOSURE_NOTICE = "closure_notice", "Closure notice (ASBCPA 2014 s.76)"
    PSPO = "pspo", "Public spaces protection order enforced (ASBCPA 2014 s.67)"
    WORDS = "words", "Spoken to, and they went"


class Licence(TextChoices):
    """Whether an event was licensed."""

    NONE = "none", "None"
    HELD = "held", "Held"
    BREACHED = "breached", "Held, and its terms broken"
    UNKNOWN = "unknown", "Not known"


class Scan(TextChoices):
    """What a scan for malware said of a file."""

    NOT_SCANNED = "not_scanned", "Not scanned"
    CLEAN = "clean", "Clean"
    INFECTED = "infected", "Infected"


class GrantSource(TextChoices):
    """What gave somebody access."""

    ASSIGNMENT = "assignment", "Assignment"
    SHARE = "share", "Share"
    MEETING = "meeting", "Meeting"
    REVIEW = "review", "Case review"
    BREAK_GLASS = "break_glass", "Broken glass"
    INTAKE = "intake", "Adding what was told, for that moment"


class Tier(IntegerChoices):
    """How much a partner sees: T1 contact and summary, T2 incidents, T3 risk and health."""

    SUMMARY = 1, "Contact and summary"
    INCIDENTS = 2, "Incidents"
    RISK = 3, "Risk and health"


class ReviewStage(TextChoices):
    """How far an application for a case review has come."""

    DRAFT = "draft", "Waiting for the victim's consent"
    RECEIVED = "received", "Received, threshold not decided"
    NOT_MET = "not_met", "Threshold not met"
    REVIEW = "review", "Threshold met, being reviewed"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"
