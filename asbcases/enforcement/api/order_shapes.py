"""What the API shows of orders and exhibits."""

from typing import Any

from rest_framework import serializers

from asbcases.casework.api.shapes import Code, choice
from asbcases.enforcement.api.measure_shapes import EvidenceShape, InformedShape
from asbcases.enforcement.choices import (
    Applicant,
    ApplicationOutcome,
    ChangeKind,
    Conviction,
    HearingKind,
    Leave,
    MeasureState,
    Restriction,
    TermKind,
)
from asbcases.enforcement.models import (
    Exhibit,
    ExhibitMove,
    Hearing,
    Measure,
    MeasureReview,
    MeasureTerm,
    OrderApplication,
    OrderMade,
    OrderRequest,
)
from asbcases.enforcement.queries.exhibits import holder_of, moves_of
from asbcases.enforcement.queries.measures import evidence_of, terms_of
from asbcases.enforcement.queries.orders import (
    applications_of,
    hearings_of,
    orders_of,
    request_of,
    reviews_of,
)


class OrderRequestShape(serializers.ModelSerializer[OrderRequest]):
    """What the prosecution is asked for."""

    conviction = choice(Conviction)

    class Meta:
        model = OrderRequest
        fields = (
            *("requester", "prosecutor", "offence", "conviction", "court", "convicted_on", "charged_on"),
            *("absolute_discharge", "sentence_deferred", "behaviour", "helps", "sent_at", "application_on"),
            *("yot_who", "yot_views", "yot_views_on", "file", "notice_given_on", "notice_to", "notice_how"),
            *("special_measures", "refused_on", "refused_words", "version"),
        )
        read_only_fields = fields


class OrderTermShape(serializers.ModelSerializer[MeasureTerm]):
    """One term of an order."""

    kind = choice(TermKind)

    class Meta:
        model = MeasureTerm
        fields = ("number", "kind", "words", "place", "supervisor", "from_on", "until_on")
        read_only_fields = fields


class HearingShape(serializers.ModelSerializer[Hearing]):
    """A hearing of a court about an order."""

    kind = choice(HearingKind)

    class Meta:
        model = Hearing
        fields = ("number", "kind", "court", "at", "outcome", "held_at", "version")
        read_only_fields = fields


class OrderMadeShape(serializers.ModelSerializer[OrderMade]):
    """An order as the court made or varied it."""

    applicant = choice(Applicant, allow_blank=True)
    reporting = choice(Restriction, allow_blank=True)

    class Meta:
        model = OrderMade
        fields = (
            *("number", "interim", "variation", "applicant", "court", "made_on", "effect_on", "ends_on"),
            *("indefinite", "reporting", "reporting_words"),
        )
        read_only_fields = fields


class OrderApplicationShape(serializers.ModelSerializer[OrderApplication]):
    """An application to vary or discharge an order, and how it ended."""

    kind = choice(ChangeKind)
    applicant = choice(Applicant)
    leave = choice(Leave, allow_blank=True)
    outcome = choice(ApplicationOutcome, allow_blank=True)

    class Meta:
        model = OrderApplication
        fields = (
            *("number", "kind", "applicant", "court", "made_on", "words", "leave", "leave_words"),
            *("outcome", "decided_on", "outcome_words", "version"),
        )
        read_only_fields = fields


class OrderReviewShape(serializers.ModelSerializer[MeasureReview]):
    """A review of an order."""

    class Meta:
        model = MeasureReview
        fields = ("number", "reviewed_at", "compliance", "support", "application", "bodies", "decision")
        read_only_fields = fields


class OrderLineShape(serializers.ModelSerializer[Measure]):
    """An order or a request for one, in a list."""

    state = choice(MeasureState)
    subject = Code("reference")

    class Meta:
        model = Measure
        fields = (
            *("reference", "state", "subject", "ours", "other_body", "issued_on", "ends_on", "ended_at"),
            *("ended_why", "version"),
        )
        read_only_fields = fields


class OrderShape(OrderLineShape):
    """An order with what was asked, what the court did, and the reviews."""

    request = serializers.SerializerMethodField()
    terms = serializers.SerializerMethodField()
    hearings = serializers.SerializerMethodField()
    orders = serializers.SerializerMethodField()
    applications = serializers.SerializerMethodField()
    reviews = serializers.SerializerMethodField()
    evidence = serializers.SerializerMethodField()
    informed = InformedShape(many=True, read_only=True)

    class Meta:
        model = Measure
        fields = (
            *OrderLineShape.Meta.fields,
            *("request", "evidence", "terms", "hearings", "orders", "applications", "reviews", "informed"),
        )
        read_only_fields = fields

    def get_request(self, measure: Measure) -> OrderRequestShape(allow_null=True):  # type: ignore[valid-type]
        """Return what was asked; nothing where the court made an order that nobody here asked for."""
        found = request_of(measure)
        return OrderRequestShape(found).data if found else None

    def get_evidence(self, measure: Measure) -> EvidenceShape(many=True):  # type: ignore[valid-type]
        """Return what shows the behaviour."""
        return EvidenceShape(evidence_of(measure), many=True).data

    def get_terms(self, measure: Measure) -> OrderTermShape(many=True):  # type: ignore[valid-type]
        """Return the terms as they stand."""
        return OrderTermShape(terms_of(measure), many=True).data

    def get_hearings(self, measure: Measure) -> HearingShape(many=True):  # type: ignore[valid-type]
        """Return the hearings, the first listed first."""
        return HearingShape(hearings_of(measure), many=True).data

    def get_orders(self, measure: Measure) -> OrderMadeShape(many=True):  # type: ignore[valid-type]
        """Return the orders as the court made and varied them."""
        return OrderMadeShape(orders_of(measure), many=True).data

    def get_applications(self, measure: Measure) -> OrderApplicationShape(many=True):  # type: ignore[valid-type]
        """Return the applications to vary or discharge it."""
        return OrderApplicationShape(applications_of(measure), many=True).data

    def get_reviews(self, measure: Measure) -> OrderReviewShape(many=True):  # type: ignore[valid-type]
        """Return the reviews."""
        return OrderReviewShape(reviews_of(measure), many=True).data


class PressWords(serializers.Serializer[Any]):
    """Words for the press."""

    words = serializers.ListField(child=serializers.CharField())


class ExhibitMoveShape(serializers.ModelSerializer[ExhibitMove]):
    """One handover."""

    class Meta:
        model = ExhibitMove
        fields = ("number", "moved_at", "from_whom", "to_whom", "kept_at", "seal", "why", "recorded_at")
        read_only_fields = fields


class ExhibitLineShape(serializers.ModelSerializer[Exhibit]):
    """An exhibit in a list; of a file with the hash of its bytes."""

    document = Code("number", allow_null=True)
    sha256 = serializers.CharField(source="document.sha256", read_only=True, allow_null=True, default=None)

    class Meta:
        model = Exhibit
        fields = (
            *("number", "label", "description", "found_by", "found_at", "found_where", "seal", "kept_at"),
            *("document", "sha256", "disposed_at", "disposal", "version"),
        )
        read_only_fields = fields


class ExhibitShape(ExhibitLineShape):
    """An exhibit, who holds it, and through whose hands it went."""

    holder = serializers.SerializerMethodField()
    moves = serializers.SerializerMethodField()

    class Meta:
        model = Exhibit
        fields = (*ExhibitLineShape.Meta.fields, "holder", "moves")
        read_only_fields = fields

    def get_holder(self, exhibit: Exhibit) -> str:
        """Return who holds it."""
        return holder_of(exhibit)

    def get_moves(self, exhibit: Exhibit) -> ExhibitMoveShape(many=True):  # type: ignore[valid-type]
        """Return the handovers, in their order."""
        return ExhibitMoveShape(moves_of(exhibit), many=True).data
