"""One row for each measure about one person or body, with its limbs, terms and service."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from asbcases.accounts.models import District
from asbcases.cases.models import Approval, Case, Document, Incident, JournalEntry, Person, Premises
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import Roots, one_of, roots
from asbcases.db.history import keep_history
from asbcases.enforcement.choices import (
    OPEN_STATES,
    Capacity,
    EarlyAnswer,
    LimbKind,
    MeasureKind,
    MeasureState,
    Poverty,
    ServiceMethod,
    SharedUnder,
    TermKind,
)
from asbcases.enforcement.models.authorities import Authority

ISSUED = Q(state=MeasureState.ISSUED)
UNISSUED = Q(state__in=[*OPEN_STATES, MeasureState.DROPPED])


@keep_history()
class Measure(Recorded, Corrigible):
    """A warning, notice, order or earlier step about one person or body on one case, from draft to end."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measures")
    # Of its case, which never moves: the database writes it, for lists of a district and for row security.
    district = models.ForeignKey(District, models.PROTECT, related_name="+", editable=False, db_index=False)
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=MeasureKind)
    state = models.CharField(max_length=10, choices=MeasureState, default=MeasureState.DRAFT)
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="measures")
    premises = models.ForeignKey(Premises, models.PROTECT, null=True, blank=True, related_name="measures")
    capacity = models.CharField(max_length=10, choices=Capacity, blank=True)
    capacity_reason = models.TextField(blank=True, help_text="Why they can control or affect it")
    proper_address = models.TextField(
        blank=True, help_text="Last known address; of a company its registered or principal office"
    )
    age_basis = models.TextField(blank=True, help_text="Where no date of birth is known: why 16 or over")
    ours = models.BooleanField(default=True, help_text="Made by us; no: recorded as another body gave it")
    other_body = models.TextField(blank=True, help_text="Who issued it, where it was not us")
    warning = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="notices")
    conduct = models.TextField(blank=True, help_text="What was done or not done, when and where")
    effect = models.TextField(blank=True, help_text="What it does, and to whom")
    says_notice_follows = models.BooleanField(default=True, help_text="The warning says what follows")
    contact = models.TextField(blank=True, help_text="Where to write about it")
    comply_by = models.DateTimeField(null=True, blank=True, help_text="By when the warned conduct must stop")
    ends_on = models.DateField(null=True, blank=True, help_text="The last day")
    review_on = models.DateField(null=True, blank=True)
    skipped_why = models.TextField(blank=True, help_text="Why earlier steps were not taken")
    equality = models.TextField(blank=True, help_text="Equality Act 2010 s.149: what was considered")
    rights = models.TextField(blank=True, help_text="Human Rights Act 1998: why it is proportionate")
    poverty = models.CharField(
        max_length=10, choices=Poverty, blank=True, help_text="FAIR-3: its part in this"
    )
    ability = models.TextField(blank=True, help_text="Capacity and ability to comply: what was checked")
    duties = models.JSONField(
        default=list,
        blank=True,
        help_text='Where they must be when: [{"kind": "school", "place": "…", "hours": [["Mon-Fri", "08:45", "15:15"]]}]',
    )
    answer = models.CharField(max_length=10, choices=EarlyAnswer, blank=True)
    answer_words = models.TextField(blank=True)
    authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="measures", db_index=False
    )
    approval = models.ForeignKey(
        Approval,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="measures",
        db_index=False,
        help_text="The newest decision that was asked for on the draft",
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    issued_on = models.DateField(
        null=True, blank=True, help_text="The day the person is issued with it, by how it was served"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("kind", MeasureKind, name="measure_kind"),
            one_of("state", MeasureState, name="measure_state"),
            one_of("capacity", Capacity, name="measure_capacity", blank=True),
            one_of("poverty", Poverty, name="measure_poverty", blank=True),
            one_of("answer", EarlyAnswer, name="measure_answer", blank=True),
            models.CheckConstraint(
                condition=UNISSUED | Q(issued_at__isnull=False), name="measure_in_force_is_issued"
            ),
            models.CheckConstraint(
                condition=~Q(kind=MeasureKind.CPN) | Q(ours=False) | UNISSUED | Q(warning__isnull=False),
                name="measure_notice_has_warning",
            ),
            models.CheckConstraint(condition=~Q(warning=F("id")), name="measure_not_its_own_warning"),
            models.CheckConstraint(
                condition=Q(ours=True) | ~Q(other_body=""), name="measure_of_another_named"
            ),
        ]
        indexes = [
            models.Index(fields=["ends_on", "id"], name="measure_live", condition=ISSUED),
            models.Index(
                fields=["district", "ends_on", "id"], name="measure_live_district", condition=ISSUED
            ),
            models.Index(fields=["id"], name="measure_newest", condition=ISSUED),
            models.Index(fields=["district", "id"], name="measure_newest_district", condition=ISSUED),
            models.Index(fields=["state", "id"], name="measure_draft", condition=Q(state__in=OPEN_STATES)),
            models.Index(fields=["subject", "state"], name="measure_of_subject"),
            models.Index(fields=["premises", "state"], name="measure_at_premises"),
        ]

    def __str__(self) -> str:
        return self.reference


@keep_history()
class Limb(Recorded):
    """One limb of the test of a notice: why it is met."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="limbs")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="limbs")
    limb = models.CharField(max_length=12, choices=LimbKind)
    reason = models.TextField()

    class Meta:
        constraints = [
            one_of("limb", LimbKind, name="limb_kind"),
            models.UniqueConstraint(fields=["measure", "limb"], name="limb_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_limb_display())


@keep_history()
class LimbEvidence(Recorded, Corrigible):
    """What shows that a limb is met: an incident, an entry of the journal, a file of the case or a statement."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="limb_evidence")
    limb = models.ForeignKey(Limb, on_delete=models.PROTECT, related_name="evidence")
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="limb_evidence"
    )
    entry = models.ForeignKey(
        JournalEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="limb_evidence"
    )
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="limb_evidence"
    )
    statement = models.ForeignKey(
        "enforcement.Statement", null=True, blank=True, on_delete=models.PROTECT, related_name="limb_evidence"
    )
    happened_at = models.DateTimeField(null=True, blank=True, help_text="When what it shows happened")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            roots(
                Roots.EXACTLY_ONE,
                *("incident", "entry", "document", "statement"),
                name="limb_evidence_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"Evidence {self.pk}"


@keep_history()
class MeasureTerm(Recorded):
    """One thing that a measure asks: one act, where, when and until when. A varied term ends; the next is a new row."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measure_terms")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=TermKind)
    words = models.TextField()
    purpose = models.TextField(blank=True, help_text="What it prevents or reduces")
    place = models.TextField(blank=True)
    map = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    hours = models.JSONField(default=list, blank=True, help_text='[["Mon-Sun", "22:00", "07:00"]]')
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    do_by = models.DateTimeField(null=True, blank=True, help_text="By when a DO or STEPS term is done")
    done_at = models.DateTimeField(null=True, blank=True)
    supervisor = models.TextField(blank=True, help_text="Who supervises a requirement of an order")
    foreshadowed_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    clause = models.SlugField(blank=True, help_text="The clause of the library it began as")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When a variation took it out")
    court_in_on = models.DateField(null=True, blank=True, help_text="From which day a court put it in")
    court_out_on = models.DateField(null=True, blank=True, help_text="From which day a court took it out")

    class Meta:
        constraints = [
            one_of("kind", TermKind, name="measure_term_kind"),
            models.UniqueConstraint(fields=["measure", "number"], name="measure_term_number_once"),
            models.CheckConstraint(condition=~Q(words=""), name="measure_term_has_words"),
        ]

    def __str__(self) -> str:
        return f"Term {self.number}"


class Informed(Recorded):
    """A body or person informed or consulted about a measure, or why none was (2014 Act s.43(6))."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="informed")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="informed")
    body = models.TextField(
        blank=True, help_text="Landlord, council team, youth offending team, social care …"
    )
    youth_offending_team = models.BooleanField(default=False)
    how = models.TextField(blank=True)
    words = models.TextField(blank=True, help_text="What they said")
    none_because = models.TextField(blank=True)
    purpose = models.TextField(blank=True, help_text="For what they were told (FAIR-8)")
    basis = models.CharField(max_length=10, choices=SharedUnder, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(body="") & ~Q(none_because="")) | (~Q(body="") & Q(none_because="")),
                name="informed_or_none_because",
            ),
            one_of("basis", SharedUnder, name="informed_basis", blank=True),
        ]

    def __str__(self) -> str:
        return self.body or "Nobody"


class MeasureService(Recorded):
    """One way in which a paper was served, and the day on which the person is issued with it thereby."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="services")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="services")
    method = models.CharField(max_length=10, choices=ServiceMethod)
    served_at = models.DateTimeField(help_text="When it was handed over, left, posted or sent")
    deemed_on = models.DateField(null=True, blank=True, help_text="Empty where it does not count alone")
    address = models.TextField(blank=True)
    received_by = models.TextField(blank=True)
    enquiries = models.TextField(blank=True, help_text="What was tried to find the occupier or owner (s.45)")
    photo = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    paper = models.ForeignKey(
        "enforcement.Paper", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    differs = models.TextField(
        default="", db_default="", blank=True, help_text="Which parts of that paper said other words then"
    )

    class Meta:
        constraints = [one_of("method", ServiceMethod, name="measure_service_method")]

    def __str__(self) -> str:
        return str(self.get_method_display())
