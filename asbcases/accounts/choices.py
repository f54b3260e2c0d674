"""Roles, ranks, kinds of agency, and what a token lets a program do."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person comes to the system for."""

    CONTACT_HANDLER = "contact_handler", "Contact handler"
    RESPONSE_OFFICER = "response_officer", "Response officer"
    CPT_OFFICER = "cpt_officer", "Community Policing Team officer"
    ASB_OFFICER = "asb_officer", "ASB officer"
    SUPERVISOR = "supervisor", "Supervisor"
    PARTNER = "partner", "Partner officer"
    COORDINATOR = "coordinator", "Case review co-ordinator"
    ANALYST = "analyst", "Analyst"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


POLICE_WORK = (
    Role.CONTACT_HANDLER,
    Role.RESPONSE_OFFICER,
    Role.CPT_OFFICER,
    Role.ASB_OFFICER,
    Role.SUPERVISOR,
)
CASE_WORK = (Role.CPT_OFFICER, Role.ASB_OFFICER, Role.SUPERVISOR)


class Rank(TextChoices):
    """Rank of a police officer, because the law asks for it."""

    NONE = "", "No rank"
    PCSO = "pcso", "PCSO"
    CONSTABLE = "constable", "Constable"
    SERGEANT = "sergeant", "Sergeant"
    INSPECTOR = "inspector", "Inspector"
    CHIEF_INSPECTOR = "chief_inspector", "Chief inspector"
    SUPERINTENDENT = "superintendent", "Superintendent"

    @property
    def order(self) -> int:
        """Return the place of the rank in the line of command, lowest first."""
        return list(Rank).index(self)


class AgencyKind(TextChoices):
    """What sort of body an agency is."""

    POLICE = "police", "Police"
    COUNCIL = "council", "Council"
    HOUSING = "housing", "Housing provider"
    FIRE = "fire", "Fire and rescue"
    HEALTH = "health", "Health"
    PROBATION = "probation", "Probation"
    EDUCATION = "education", "Education"
    VOLUNTARY = "voluntary", "Voluntary sector"
    OTHER = "other", "Other"


class CouncilKind(TextChoices):
    """District councils share the county's services, unitary councils do not."""

    DISTRICT = "district", "District council"
    UNITARY = "unitary", "Unitary council"


class Duty(TextChoices):
    """What a shift makes a person answer for, beside their own work."""

    NONE = "", "Own work"
    DISTRICT = "district", "Duty supervisor of the district"
    FORCE = "force", "Duty inspector of the force"


class Desk(TextChoices):
    """The part of the force that a team is, where reports and incidents say through whose hands they went."""

    NONE = "", "No desk"
    CONTROL_ROOM = "control_room", "Control room"
    RESOLUTION_CENTRE = "resolution_centre", "Resolution Centre"
    ONLINE_DESK = "online_desk", "Online desk"
    RESPONSE = "response", "Response"
    CPT = "cpt", "Community Policing Team"
    HATE_CRIME = "hate_crime", "Hate crime"


class Scope(TextChoices):
    """What a token of the API lets a program do: read, or write in one part of the API, named as in its addresses."""

    READ = "read", "Read what the account sees"
    REPORTS = "write:reports", "Act on reports"
    OWN_REPORTS = "write:own-reports", "Report for the agency"
    INCIDENTS = "write:incidents", "Act on incidents"
    CASES = "write:cases", "Act on cases and all that hangs on them"
    PLANS = "write:plans", "Act on problem-solving plans"
    SHARED_CASES = "write:shared-cases", "Note and ask about cases that are shared with the agency"
    SHARED_PLANS = "write:shared-plans", "Note progress on plans that are shared with the agency"
    ASKED = "write:asked", "Act on what the agency asked for"
    CONDITIONS = "write:conditions", "Have the wording of conditions checked"
    REMEDY_MENUS = "write:remedy-menus", "Publish community remedies"
    CASE_REVIEWS = "write:case-reviews", "Act on ASB case reviews"
    PEOPLE = "write:people", "Act on people and what holds of them"
    PLACES = "write:places", "Act on premises"
    VEHICLES = "write:vehicles", "Act on vehicles"
    OPERATIONS = "write:operations", "Act on operations"
    AGREEMENTS = "write:agreements", "Act on agreements on sharing"
    DEADLINES = "write:deadlines", "Decide on what is owed"
    REQUESTS = "write:requests", "Answer what the agency is asked to do"
    SAMPLES = "write:samples", "Draw and review dip samples"
    INBOX = "write:inbox", "Mark messages as read, and deal with tasks"
    ADMINISTRATION = "write:administration", "Act on agencies, teams, policy, the calendar and the rota"
    RECORD = "write:record", "Examine unusual looks"
