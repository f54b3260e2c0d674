"""People, agencies, teams and places. No row security here: sign-in reads these first."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from asbcases.accounts.choices import AgencyKind, CouncilKind, Desk, Duty, Rank, Role
from asbcases.accounts.rules import needs_second_factor
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


class LocalPolicingArea(models.Model):
    """One of the areas into which the force groups its districts."""

    name = models.TextField(unique=True)

    def __str__(self) -> str:
        return self.name


@keep_history()
class District(models.Model):
    """A police district; boundaries change, so each has the days between which it stood."""

    code = models.SlugField(unique=True)
    name = models.TextField()
    area = models.ForeignKey(LocalPolicingArea, on_delete=models.PROTECT, related_name="districts")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="The last day, or empty while it stands")

    def __str__(self) -> str:
        return self.name


@keep_history()
class Council(models.Model):
    """A council area, known by its Office for National Statistics code."""

    code = models.CharField(max_length=9, unique=True, help_text="Code of the Office for National Statistics")
    name = models.TextField()
    kind = models.CharField(max_length=10, choices=CouncilKind)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="councils")
    partnership = models.TextField(help_text="Community safety partnership")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="The last day, or empty while it stands")

    class Meta:
        constraints = [one_of("kind", CouncilKind, name="council_kind")]

    def __str__(self) -> str:
        return self.name


@keep_history()
class Agency(models.Model):
    """A body that works on anti-social behaviour: the force, a council, a landlord."""

    name = models.TextField(unique=True)
    kind = models.CharField(max_length=12, choices=AgencyKind)
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.PROTECT, related_name="agencies"
    )
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [one_of("kind", AgencyKind, name="agency_kind")]

    def __str__(self) -> str:
        return self.name


@keep_history()
class Team(models.Model):
    """A team of an agency; a force-wide team sees the whole county."""

    name = models.TextField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="teams"
    )
    force_wide = models.BooleanField(default=False, help_text="Works for the whole force area")
    desk = models.CharField(max_length=20, choices=Desk, blank=True)
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="team_name_once_per_agency"),
            one_of("desk", Desk, name="team_desk", blank=True),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Finds people by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with this sign-in name, whatever its case."""
        return self.get(username=(username or "").lower())


@keep_history(exclude=("password", "last_login"))
class User(AbstractBaseUser):
    """A person who signs in; rank is a field because the law asks for it."""

    username = models.CharField(max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.TextField()
    email = models.EmailField(blank=True)
    collar_number = models.CharField(max_length=12, blank=True)
    role = models.CharField(max_length=20, choices=Role)
    rank = models.CharField(max_length=20, choices=Rank, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="people")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    administers_agency = models.BooleanField(
        default=False, db_default=False, help_text="Keeps the accounts of their own agency"
    )
    is_active = models.BooleanField(default=True)
    on_leave_until = models.DateField(null=True, blank=True, help_text="The last day of leave")
    date_joined = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            one_of("role", Role, name="user_role"),
            one_of("rank", Rank, name="user_rank", blank=True),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def needs_code(self) -> bool:
        """Return whether the person may not sign in without a code."""
        return needs_second_factor(self.role, everybody=settings.SECOND_FACTOR_FOR_ALL)


@keep_history()
class Shift(models.Model):
    """The hours that a person works, and the duty that goes with them: a row of the rota."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(help_text="The first instant after the shift")
    duty = models.CharField(max_length=10, choices=Duty, blank=True)
    district = models.ForeignKey(
        District,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The district of a duty supervisor",
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("duty", Duty, name="shift_duty", blank=True),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_start"),
            models.CheckConstraint(
                condition=Q(duty=Duty.DISTRICT, district__isnull=False)
                | (~Q(duty=Duty.DISTRICT) & Q(district__isnull=True)),
                name="shift_district_of_duty",
            ),
            ExclusionConstraint(
                name="shift_one_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (
                        Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(cancelled_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["ends_at"], name="shift_by_end", condition=Q(cancelled_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} from {self.starts_at}"
