"""An application for a case review: always accepted, told to every relevant body, acknowledged, and never without a clock."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import Case, CaseReview, Person
from asbcases.cases.queries import locked, next_reference
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from triggers.choices import Channel, Consent, Ending, LetterKind, StepAgreed, VictimKind
from triggers.models import Application, ReviewClosing, ReviewLetter
from triggers.queries.procedures import hold_versions, procedure_of, version_on
from triggers.queries.reviews import co_ordinator_of, relevant_bodies, whole_area
from triggers.rules.reading import read
from triggers.transitions import clocks
from triggers.transitions.attendees import let_everybody_out
from triggers.transitions.bodies import tell
from triggers.transitions.letters import keep_letter
from triggers.transitions.shared import locked_open, must_be_past, record_on, refuse_on_draft, said

ON_RECEIPT = "Passed on when the application was received"


class Told(TypedDict, total=False):
    """What an applicant says, all of which may be left out."""

    applicant_name: str
    applicant_phone: str
    applicant_email: str
    applicant_address: str
    language: str
    adjustments: str
    victim_name: str
    relation: str
    contact_email: str
    contact_phone: str
    contact_note: str
    from_hour: int
    until_hour: int
    discreet: bool
    place_text: str
    reported_to: str
    wanted: str
    involvement: str
    involvement_words: str


@transaction.atomic
def receive_application(
    *,
    area: str,
    channel: Channel,
    happened: str,
    received_at: datetime,
    consent: Consent = Consent.OWN,
    consent_words: str = "",
    victim_kind: VictimKind = VictimKind.PERSON,
    person: Person | None = None,
    case: Case | None = None,
    public_reference: str = "",
    by: User | None,
    now: datetime,
    **told: Unpack[Told],
) -> CaseReview:
    """Take an application in, start its clocks and tell the bodies; return the review.

    It is accepted whatever the area states. By somebody else without the victim's consent it is kept as a draft, and
    the victim is asked (ACR-4).
    """
    must_be_past(received_at, now, "the receipt")
    refuse_unless_consistent(consent, consent_words, told)
    hold_versions(area.strip())
    review = _opened(area.strip(), received_at, consent, case, public_reference, by, now)
    application = _written(
        review,
        by=by,
        now=now,
        channel=Channel(channel),
        happened=said(happened, "Say what happened."),
        consent=consent,
        consent_words=consent_words.strip(),
        victim_kind=victim_kind,
        person=person,
        **told,
    )
    what: dict[str, Any] = {
        "channel": Channel(channel).label,
        "area": review.area,
        "held_for": application.held_for,
    }
    record_on(Verb.REVIEW_RECEIVED, review, by=by, now=now, happened_at=received_at, **what)
    if review.stage == ReviewStage.DRAFT:
        clocks.await_consent(application, by=by, now=now)
    else:
        _begin(application, by=by, now=now)
    return review


def refuse_unless_consistent(consent: Consent, consent_words: str, told: Mapping[str, Any]) -> None:
    """Refuse an application by somebody else without the name of the victim, or without saying how they consented."""
    if consent is Consent.OWN:
        return
    if consent is Consent.WITHDRAWN:
        raise Refused("An application that the victim does not want is not taken in.")
    said(told.get("victim_name", ""), "Give the name of the victim for whom somebody else applies.")
    if consent is Consent.GIVEN:
        said(consent_words, "Say how the victim consented, or leave the consent open for now.")


def _opened(
    area: str,
    received_at: datetime,
    consent: Consent,
    case: Case | None,
    public_reference: str,
    by: User | None,
    now: datetime,
) -> CaseReview:
    here = whole_area(area)
    return CaseReview.objects.create(
        reference=next_reference("ACR", now),
        public_reference=public_reference,
        area=said(area, "Say for which area the application is."),
        council=here.council,
        district=here.district,
        case=case,
        owner=co_ordinator_of(area, now),
        stage=ReviewStage.DRAFT if consent is Consent.WAITING else ReviewStage.RECEIVED,
        received_at=received_at,
        recorded_at=now,
        recorded_by=by,
    )


def _written(review: CaseReview, *, by: User | None, now: datetime, **stated: object) -> Application:
    version = version_on(review.area, london_day(review.received_at))
    draft = review.stage == ReviewStage.DRAFT
    procedure = read(version.content) if version else None
    found = clocks.of_receipt(procedure, review.received_at, clocks.is_holiday())
    given = stated["consent"] is Consent.GIVEN
    return Application.objects.create(
        review=review,
        procedure=version,
        consent_at=review.received_at if given else None,
        held_for=[] if draft else found.unstated,
        clocks_from=None if draft else review.received_at,
        recorded_at=now,
        recorded_by=by,
        **stated,
    )


def _begin(application: Application, *, by: User | None, now: datetime) -> None:
    """Start the clocks of an application that is one, and tell every relevant body of it (ACR-5)."""
    procedure = procedure_of(application)
    at = application.clocks_from or now
    clocks.start(application, clocks.of_receipt(procedure, at, clocks.is_holiday()), by=by, now=now)
    bodies = relevant_bodies(application.review.area, procedure, london_day(at))
    tell(application, bodies, how=ON_RECEIPT, by=by, now=now)


@transaction.atomic
def record_consent(review: CaseReview, *, how: str, by: User, now: datetime) -> CaseReview:
    """Record that the victim consented to an application by somebody else: from now on it is one, and its clocks run."""
    review = locked_open(review)
    if review.stage != ReviewStage.DRAFT:
        raise Refused("No consent is missing here: load the page again.")
    application = locked(review.application)
    application.consent, application.consent_at, application.clocks_from = Consent.GIVEN, now, now
    application.consent_words = said(how, "Say how the victim consented.")
    found = clocks.of_receipt(procedure_of(application), now, clocks.is_holiday())
    application.held_for, application.review = found.unstated, review
    application.version += 1
    application.save()
    _move(review, ReviewStage.RECEIVED)
    record_on(Verb.REVIEW_CONSENT_GIVEN, review, by=by, now=now)
    clocks.met(Kind.ACR_AGREE_DATE, review, subject=clocks.CONSENT, at=now, by=by, now=now)
    _begin(application, by=by, now=now)
    return review


@transaction.atomic
def acknowledge(
    review: CaseReview, *, words: str, how: str, sent_at: datetime, by: User, now: datetime
) -> ReviewLetter:
    """Keep what the applicant was told when the application was acknowledged, and return it."""
    review = locked_open(review)
    refuse_on_draft(review, now)
    must_be_past(sent_at, now, "the acknowledgement")
    application = locked(review.application)
    if application.acknowledged_at:
        raise Refused("This application was acknowledged already: load the page again.")
    kind = LetterKind.ACKNOWLEDGEMENT
    letter = keep_letter(review, kind, words=words, how=how, sent_at=sent_at, by=by, now=now)
    application.acknowledged_at, application.acknowledged_by = sent_at, by
    application.acknowledged_how = letter.how
    application.version += 1
    application.save(
        update_fields=["acknowledged_at", "acknowledged_by", "acknowledged_how", "version"],
    )
    record_on(Verb.REVIEW_ACKNOWLEDGED, review, by=by, now=now, happened_at=sent_at)
    clocks.met(Kind.ACR_ACKNOWLEDGE, review, at=sent_at, by=by, now=now)
    clocks.none_to_agree(StepAgreed.ACK, review, why="The application was acknowledged", by=by, now=now)
    return letter


@transaction.atomic
def withdraw_application(
    review: CaseReview, *, ending: Ending, reason: str, told_how: str, by: User, now: datetime
) -> CaseReview:
    """Record that the applicant withdrew, or that the victim does not consent: nothing is owed, and nobody let in stays."""
    review = locked_open(review)
    if ending not in (Ending.WITHDRAWN, Ending.NO_CONSENT):
        raise Refused("Say whether the applicant withdrew or the victim does not consent.")
    if ending is Ending.NO_CONSENT and not review.application.by_somebody_else:
        raise Refused("The victim applied themselves: say that the applicant withdrew.")
    ReviewClosing.objects.create(
        review=review,
        ending=ending,
        reason=said(reason, "Say why, in the words of whoever withdrew."),
        told_how=said(told_how, "Say how the applicant was told that it ends, or why not."),
        closed_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    if ending is Ending.NO_CONSENT:
        application = locked(review.application)
        application.consent, application.consent_at = Consent.WITHDRAWN, now
        application.version += 1
        application.save(update_fields=["consent", "consent_at", "version"])
        record_on(Verb.REVIEW_CONSENT_WITHDRAWN, review, by=by, now=now)
    let_everybody_out(review, now)
    clocks.end_all(review, why=Ending(ending).label, by=by, now=now)
    _move(review, ReviewStage.WITHDRAWN, closed_at=now)
    told: dict[str, Any] = {"ending": Ending(ending).label.lower()}
    record_on(Verb.REVIEW_CLOSED, review, by=by, now=now, reason=reason.strip(), **told)
    return review


def _move(review: CaseReview, stage: ReviewStage, *, closed_at: datetime | None = None) -> None:
    review.stage, review.closed_at = stage, closed_at
    review.version += 1
    review.save(update_fields=["stage", "closed_at", "version"])
