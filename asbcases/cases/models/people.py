"""People, businesses and groups, who take part in cases with a role for each case, and how they belong together."""

from django.db import models
from django.db.models import F, Q

from asbcases.cases.choices import ContactKind, PersonKind, Tie
from asbcases.cases.models.places import Premises, Vehicle
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


@keep_history()
class Person(Recorded, Corrigible):
    """A person, business, community or group; two records of one are never merged, the later points to the earlier."""

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(
        db_default=PersonKind.PERSON, max_length=10, choices=PersonKind, default=PersonKind.PERSON
    )
    name = models.TextField()
    name_key = models.TextField(default="", db_default="", blank=True)
    born_on = models.DateField(null=True, blank=True)
    contact = models.TextField(blank=True, help_text="Telephone number or e-mail address, as given")
    language = models.TextField(
        default="", db_default="", blank=True, help_text="The language spoken; empty for English"
    )
    adjustments = models.TextField(
        default="", db_default="", blank=True, help_text="What they need in order to deal with us: asked once"
    )
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="also_as"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("kind", PersonKind, name="person_kind"),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("id")), name="person_not_same_as_itself"
            ),
        ]
        indexes = [
            # The very same name; like ones are found among those that are known.
            models.Index(fields=["name_key"], name="person_by_same_name", condition=~Q(name_key="")),
        ]

    def __str__(self) -> str:
        return self.name


class OfPerson(Recorded, Corrigible):
    """Something that holds of a person from one day to another, and who said so."""

    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    source = models.TextField(help_text="Who or what says so")

    class Meta:
        abstract = True


def _in_order(name: str) -> models.CheckConstraint:
    unknown = Q(since_on__isnull=True) | Q(until_on__isnull=True)
    return models.CheckConstraint(condition=unknown | Q(until_on__gte=F("since_on")), name=name)


@keep_history()
class PersonContact(OfPerson):
    """A telephone number or e-mail address of a person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=5, choices=ContactKind)
    value = models.TextField(help_text="As given")
    key = models.TextField(db_index=True)

    class Meta:
        constraints = [one_of("kind", ContactKind, name="contact_kind"), _in_order("contact_days_in_order")]

    def __str__(self) -> str:
        return self.value


@keep_history()
class PersonAddress(OfPerson):
    """Premises at which a person lives, works or meets."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="people")

    class Meta:
        constraints = [_in_order("address_days_in_order")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.premises_id}"


@keep_history()
class PersonVehicle(OfPerson):
    """A vehicle that a person keeps or uses."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="vehicles")
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="people")

    class Meta:
        constraints = [_in_order("vehicle_days_in_order")]

    def __str__(self) -> str:
        return f"{self.person_id} with {self.vehicle_id}"


@keep_history()
class Membership(OfPerson):
    """A person belongs to a group, business or community."""

    group = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="groups")
    part = models.TextField(blank=True, help_text="What they are in it, for example who leads")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(group=F("person")), name="membership_not_of_itself"),
            _in_order("membership_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"


@keep_history()
class Association(OfPerson):
    """Two people belong together in some way, and who says so."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="associations")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="associated_by")
    tie = models.CharField(max_length=10, choices=Tie)

    class Meta:
        constraints = [
            one_of("tie", Tie, name="association_tie"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="association_of_two"),
            _in_order("association_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} and {self.other_id}: {self.get_tie_display()}"


class MatchRuling(Recorded):
    """Somebody decided whether two records are of one person, and saw why they might be."""

    append_only = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="match_rulings")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    same = models.BooleanField(help_text="Whether they are one person")
    reasons = models.JSONField(default=list, help_text="What matched, in the words shown")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(person=F("other")), name="match_of_two")]

    def __str__(self) -> str:
        return f"{self.person_id} {'is' if self.same else 'is not'} {self.other_id}"
