"""Kinds, states and answers of enforcement, in the terms of the 2014 Act and the Sentencing Code."""

from django.db.models import TextChoices


class MeasureKind(TextChoices):
    """What is done about somebody's behaviour: the steps of practice, then the powers of the law."""

    ADVICE = "advice", "Advice"
    WARNING_LETTER = "letter", "Warning letter"
    ABC = "abc", "Acceptable behaviour contract"
    MEDIATION = "mediation", "Mediation"
    DIVERSION = "diversion", "Youth diversion"
    CPW = "cpw", "Community protection warning"
    CPN = "cpn", "Community protection notice"
    CBO = "cbo", "Criminal behaviour order"


# The steps of practice before any power: there is no statutory ladder between them.
EARLY = (
    MeasureKind.ADVICE,
    MeasureKind.WARNING_LETTER,
    MeasureKind.ABC,
    MeasureKind.MEDIATION,
    MeasureKind.DIVERSION,
)


class MeasureState(TextChoices):
    """Where a measure stands; that its last day is over is computed when read."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waits for approval"
    APPROVED = "approved", "Approved, not issued"
    ISSUED = "issued", "In force"
    DISCHARGED = "discharged", "Discharged"
    QUASHED = "quashed", "Quashed on appeal"
    ENDED = "ended", "Ended"
    DROPPED = "dropped", "Dropped before it was issued"


OPEN_STATES = (MeasureState.DRAFT, MeasureState.SUBMITTED, MeasureState.APPROVED)


class Capacity(TextChoices):
    """As what somebody answers for conduct on or affecting premises (2014 Act s.44)."""

    OWNS = "owns", "Owns them"
    LEASES = "leases", "Leases them"
    OCCUPIES = "occupies", "Occupies them"
    CONTROLS = "controls", "Controls them"
    OPERATES = "operates", "Operates them"
    MAINTAINS = "maintains", "Maintains them"


class Poverty(TextChoices):
    """What part poverty or rough sleeping has in the behaviour: the powers are not for these alone (FAIR-3)."""

    NO_PART = "no_part", "It plays no part"
    BEYOND = "beyond", "It plays a part; the behaviour is unlawful or anti-social all the same"
    ALONE = "alone", "The behaviour is nothing else"


class SharedUnder(TextChoices):
    """By which law personal data go to whoever is told: police and councils process under different ones (FAIR-8)."""

    LAW_ENFORCEMENT = "part_3", "Law enforcement: Data Protection Act 2018 Part 3"
    PUBLIC_TASK = "uk_gdpr", "Task in the public interest: UK GDPR article 6(1)(e)"


class LimbKind(TextChoices):
    """What whoever issues a notice must be satisfied of (2014 Act s.43(1), (5)(b)), and a court before an order."""

    DETRIMENTAL = "detrimental", "Detrimental effect on the quality of life of those in the locality"
    PERSISTENT = "persistent", "Persistent or continuing"
    UNREASONABLE = "unreasonable", "Unreasonable"
    STILL = "still", "Still having that effect after the warning and enough time"
    DISTRESS = "distress", "Caused or was likely to cause harassment, alarm or distress"


# Of a notice; the last kind is the first test of a criminal behaviour order (Sentencing Code s.331(2)(a)).
NOTICE_LIMBS = (LimbKind.DETRIMENTAL, LimbKind.PERSISTENT, LimbKind.UNREASONABLE, LimbKind.STILL)


class TermKind(TextChoices):
    """What one term asks: three kinds in a warning or notice (2014 Act s.43(3)), two in an order."""

    STOP = "stop", "Stop doing"
    DO = "do", "Do"
    STEPS = "steps", "Take reasonable steps to achieve"
    PROHIBITION = "prohibition", "Prohibition"
    REQUIREMENT = "requirement", "Requirement"


class ServiceMethod(TextChoices):
    """How a paper reached somebody (2014 Act ss.45, 55)."""

    HAND = "hand", "Handed over"
    LEFT = "left", "Left at the proper address"
    POST = "post", "Posted to the proper address"
    PREMISES = "premises", "Posted on the premises"
    EMAIL = "email", "Sent by e-mail"


class AppealGround(TextChoices):
    """Why a notice is appealed against (2014 Act s.46(1))."""

    CONDUCT = "conduct", "The conduct did not happen, or does not meet the test, or is beyond their control"
    REQUIREMENT = "requirement", "A requirement or its time limit is unreasonable"
    DEFECT = "defect", "There is a material defect or error"
    WRONG_PERSON = "wrong_person", "It was issued to the wrong person"


class AppealOutcome(TextChoices):
    """How an appeal ended (2014 Act s.46(4)), or that it was withdrawn."""

    QUASHED = "quashed", "The notice was quashed"
    MODIFIED = "modified", "The notice was modified"
    DISMISSED = "dismissed", "The appeal was dismissed"
    WITHDRAWN = "withdrawn", "The appeal was withdrawn"


class ChangeKind(TextChoices):
    """What is asked for: other terms, or the end."""

    VARY = "vary", "Vary"
    DISCHARGE = "discharge", "Discharge"


class AskedBy(TextChoices):
    """Who asks for a change."""

    SUBJECT = "subject", "The person it binds"
    ISSUER = "issuer", "Whoever issued it"
    COURT = "court", "The court, on appeal"


# A court asks nobody: what it varied is recorded as it said.
ASKS = (AskedBy.SUBJECT, AskedBy.ISSUER)


class Verdict(TextChoices):
    """How a request was decided."""

    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Refused"


class BreachState(TextChoices):
    """The ladder of a breach (alleged to outcome); nothing is proved by the first rung."""

    ALLEGED = "alleged", "Alleged"
    EVIDENCED = "evidenced", "Evidence gathered"
    EXPLAINED = "explained", "Explanation sought"
    DECIDED = "decided", "Decided"
    SUBJECT_TOLD = "subject_told", "Subject told"
    VICTIM_TOLD = "victim_told", "Victim told"
    CONCLUDED = "concluded", "Outcome known"


class BreachDecision(TextChoices):
    """What is done about a breach."""

    NONE = "none", "No action"
    WARNING = "warning", "Warning"
    PENALTY = "penalty", "Fixed penalty"
    PROSECUTION = "prosecution", "Prosecution"
    COURT = "court", "Return to court"
    VARY = "vary", "Vary the terms"


class Conviction(TextChoices):
    """On what an order would follow (Sentencing Code s.331)."""

    CONVICTED = "convicted", "Convicted"
    CHARGED = "charged", "Charged: the conviction is awaited"


class FileItem(TextChoices):
    """What goes with a request for an order (CPS guidance on criminal behaviour orders, Annex C)."""

    MG5 = "mg5", "request on the MG5, with the box for an order ticked"
    STATEMENT = "statement", "statement of the lead officer"
    PNC = "pnc", "up-to-date print of the PNC"
    VICTIMS = "victims", "victim personal statements"
    MAP = "map", "map for each exclusion zone, the home marked where it is near"
    YOT = "yot", "views of the youth offending team"
    TERMS = "terms", "draft terms"


class HearingKind(TextChoices):
    """What a hearing is for."""

    SENTENCE = "sentence", "Application at sentence"
    ADJOURNED = "adjourned", "Adjourned hearing"
    VARIATION = "variation", "Variation or discharge"
    BREACH = "breach", "Breach"
    APPEAL = "appeal", "Appeal"


class Applicant(TextChoices):
    """Who may apply to vary or discharge an order (Sentencing Code s.336)."""

    OFFENDER = "offender", "The offender"
    PROSECUTION = "prosecution", "The prosecution"


class Leave(TextChoices):
    """What lets a side apply again after an application of theirs was dismissed (Sentencing Code s.336)."""

    NOT_ASKED = "", "No earlier application of theirs was dismissed"
    CONSENT = "consent", "The court consented"
    AGREEMENT = "agreement", "The other side agreed"
    NEITHER = "neither", "Neither is known"


class ApplicationOutcome(TextChoices):
    """How an application to vary or discharge an order ended."""

    GRANTED = "granted", "Granted"
    DISMISSED = "dismissed", "Dismissed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class StatementKind(TextChoices):
    """For which proceedings a statement is made, and so which declaration of truth it bears."""

    CRIMINAL = "criminal", "Criminal: declaration under the Criminal Justice Act 1967 s.9"
    CIVIL = "civil", "Civil: statement of truth under the Civil Procedure Rules Part 22"


class StatementOf(TextChoices):
    """Whose statement it is."""

    WITNESS = "witness", "A witness"
    LEAD = "lead", "The lead officer"
    VICTIM = "victim", "A victim personal statement"


class Restriction(TextChoices):
    """Whether the court restricts what may be reported of a person under 18 (Sentencing Code ss.332, 339)."""

    NOT_ASKED = "", "Not recorded"
    NONE = "none", "No restriction"
    IMPOSED = "imposed", "Restriction imposed"


class Power(TextChoices):
    """What an authority lets its holder do."""

    CPN = "cpn", "Issue community protection warnings and notices"
    FPN = "fpn", "Issue fixed penalty notices"
    CBO_REQUEST = "cbo", "Ask the prosecution for criminal behaviour orders"


class AuthorityBasis(TextChoices):
    """By what somebody is authorised (2014 Act s.53; Police Reform Act 2002 for PCSOs)."""

    CONSTABLE = "constable", "Constable"
    COUNCIL = "council", "Officer of the council of the area"
    DESIGNATED = "designated", "Person or landlord designated by the council"
    PCSO = "pcso", "PCSO designated by the chief officer"


class PaperKind(TextChoices):
    """A paper that is made from the file."""

    WARNING_LETTER = "letter", "Warning letter"
    ABC = "abc", "Acceptable behaviour contract"
    CPW = "cpw", "Community protection warning"
    CPN = "cpn", "Community protection notice"
    VARIATION = "variation", "Notice of variation"
    DISCHARGE = "discharge", "Notice of discharge"
    FPN = "fpn", "Fixed penalty notice"
    CBO_REQUEST = "cbo_request", "Request for a criminal behaviour order"


class EarlyAnswer(TextChoices):
    """What somebody answered to an offer of an early measure."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    KEPT = "kept", "Kept"
    BROKEN = "broken", "Broken"


class BreachOrder(TextChoices):
    """What a court may order besides the sentence for not complying with a notice (2014 Act ss.49, 50; WRK-4)."""

    REMEDIAL = "remedial", "Remedial order"
    FORFEITURE = "forfeiture", "Forfeiture order"
