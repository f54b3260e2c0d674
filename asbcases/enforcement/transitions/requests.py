"""Asking the prosecution for a criminal behaviour order: the request, the youth offending team's views, the file, the asking."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case, Document, Incident, JournalEntry, Person
from asbcases.enforcement.choices import (
    OPEN_STATES,
    Conviction,
    FileItem,
    LimbKind,
    MeasureKind,
    MeasureState,
    Power,
)
from asbcases.enforcement.models import LimbEvidence, Measure, OrderRequest, Statement
from asbcases.enforcement.queries.issuing import earlier_step
from asbcases.enforcement.queries.measures import authority_on, born_on, is_body, terms_of
from asbcases.enforcement.queries.orders import (
    NOT_NEEDED,
    THERE,
    age_on_application,
    conviction_facts,
    facts_to_send,
    shown_by,
)
from asbcases.enforcement.rules.issuing import POVERTY
from asbcases.enforcement.transitions.approving import rank_to_approve
from asbcases.enforcement.transitions.drafting import LONGEST, draft_measure, held, open_case, told_of
from asbcases.enforcement.transitions.evidence import link_evidence, note_limb
from asbcases.enforcement.transitions.order_notices import facts_of, follow_notice
from asbcases.enforcement.transitions.weighing import weigh
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words

DAYS = ("convicted_on", "charged_on", "yot_views_on", "notice_given_on")
# What has to be on record before the prosecutor is asked, with the rule that wants it.
RECORDED = {
    "requester": "who asks (CBO-2)",
    "prosecutor": "who prosecutes (CBO-2)",
    "offence": "the offence",
    "behaviour": "the behaviour that caused or was likely to cause harassment, alarm or distress (CBO-3)",
    "helps": "how the order will help to prevent it (CBO-4)",
    "special_measures": "special measures for witnesses, or that none are needed (EVD-8)",
}
CONSIDERED = {
    "equality": "what was considered under the Equality Act 2010 s.149 (FAIR-1)",
    "rights": "why it is proportionate (FAIR-2)",
    "ability": "whether they can comply (FAIR-7)",
}


class Asked(TypedDict, total=False):
    """What is said in a request."""

    requester: str
    prosecutor: str
    offence: str
    conviction: Conviction
    court: str
    convicted_on: date | None
    charged_on: date | None
    absolute_discharge: bool
    sentence_deferred: bool
    behaviour: str
    helps: str
    application_on: date | None
    notice_given_on: date | None
    special_measures: str


@transaction.atomic
def request_order(case: Case, *, subject: Person, by: User, now: datetime, **asked: Unpack[Asked]) -> Measure:
    """Begin a request for an order against one of the people of a case, and return the order that is to be."""
    measure = draft_measure(case, kind=MeasureKind.CBO, subject=subject, by=by, now=now)
    stated: Asked = {"conviction": Conviction.CHARGED, **asked}
    request = OrderRequest(case=measure.case, measure=measure, recorded_at=now, recorded_by=by)
    _say(request, stated, now)
    request.save()
    _keep_behaviour(measure, request, stated, by=by, now=now)
    measure.refresh_from_db()
    return measure


@transaction.atomic
def change_request(measure: Measure, *, by: User, now: datetime, **asked: Unpack[Asked]) -> OrderRequest:
    """Change what a request says, and return it; once the prosecutor was asked, the law is weighed again."""
    measure, request = _open(measure)
    if request.sent_at and set(asked) & {"behaviour", "helps"}:
        changed = [name for name in ("behaviour", "helps") if name in asked]
        if any(str(asked[name]).strip() != getattr(request, name) for name in changed):
            raise Refused("The prosecutor has the request: what it rests on stays as it was sent.")
    _say(request, asked, now)
    if request.sent_at:
        _weigh_anew(measure, request, asked, by=by, now=now)
    else:
        _keep_behaviour(measure, request, asked, by=by, now=now)
    saved = _saved(request, measure, "the request", by=by, now=now)
    if request.sent_at and "notice_given_on" in asked:
        follow_notice(request, by=by, now=now)
    return saved


def _weigh_anew(measure: Measure, request: OrderRequest, asked: Asked, *, by: User, now: datetime) -> None:
    facts = {"CBO-1": conviction_facts(request)}
    if not is_body(measure.subject):
        facts["CBO-5"] = age_on_application(measure, request, now)
    if "notice_given_on" in asked:
        facts["CBO-20"] = facts_of(request)
    weigh(measure, facts, by=by, now=now)


def _say(request: OrderRequest, asked: Asked, now: datetime) -> None:
    for name, value in asked.items():
        setattr(request, name, value.strip() if isinstance(value, str) else value)
        if isinstance(value, str) and len(value) > LONGEST:
            raise Refused(f"Shorten {name.replace('_', ' ')}: more than {LONGEST:,} characters are not read.")
    for name in DAYS:
        day = getattr(request, name)
        if day and day > london_day(now):
            raise Refused(f"{day_words(day)} is still to come: correct the day.")
    if request.charged_on and request.convicted_on and request.convicted_on < request.charged_on:
        raise Refused("The conviction lies before the charge: correct the days.")


def _keep_behaviour(
    measure: Measure, request: OrderRequest, asked: Asked, *, by: User, now: datetime
) -> None:
    """Keep the behaviour as the limb to which what shows it is linked."""
    if asked.get("behaviour", "").strip():
        note_limb(measure, limb=LimbKind.DISTRESS, reason=request.behaviour, by=by, now=now)


@transaction.atomic
def show_behaviour(
    measure: Measure,
    *,
    incident: Incident | None = None,
    entry: JournalEntry | None = None,
    document: Document | None = None,
    statement: Statement | None = None,
    note: str = "",
    by: User,
    now: datetime,
) -> LimbEvidence:
    """Link what shows the behaviour on which a request rests (CBO-3), and return the link."""
    limb = measure.limbs.filter(limb=LimbKind.DISTRESS).first()
    if limb is None:
        raise Refused("Describe the behaviour first: then say what shows it.")
    named = {"incident": incident, "entry": entry, "document": document, "statement": statement}
    return link_evidence(limb, **named, note=note, by=by, now=now)  # type: ignore[arg-type]


@transaction.atomic
def note_youth_views(
    measure: Measure, *, who: str, views: str, views_on: date, by: User, now: datetime
) -> OrderRequest:
    """Keep what the youth offending team thinks of an order, who said so and when (CBO-5); return the request."""
    measure, request = _open(measure)
    if not who.strip() or not views.strip():
        raise Refused("Say who of the youth offending team was asked, and what they think.")
    if views_on > london_day(now):
        raise Refused(f"{day_words(views_on)} is still to come: correct the day.")
    request.yot_who, request.yot_views, request.yot_views_on = who.strip(), views.strip(), views_on
    _save(request)
    record(Verb.YOT_VIEWS_NOTED, by=by, now=now, case=measure.case, data=told_of(measure))
    return request


@transaction.atomic
def keep_file(
    measure: Measure,
    *,
    there: Iterable[FileItem],
    not_needed: Iterable[FileItem] = (),
    by: User,
    now: datetime,
) -> OrderRequest:
    """Keep what of the prosecutor's file is there and what it need not hold (CBO-19); return the request."""
    measure, request = _open(measure)
    request.file = {FileItem(item).value: NOT_NEEDED for item in not_needed} | {
        FileItem(item).value: THERE for item in there
    }
    return _saved(request, measure, "the file", by=by, now=now)


@transaction.atomic
def send_request(
    measure: Measure,
    *,
    application_on: date,
    overlaps: Iterable[str] = (),
    over: Mapping[str, str] | None = None,
    by: User,
    now: datetime,
) -> OrderRequest:
    """Ask the prosecution to apply on a day, once all is on record and the law lets it be; return the request.

    `overlaps` adds to the work, school and other orders with which terms were found to overlap, `over` gives a reason
    for each warning.
    """
    open_case(measure.case)
    measure, request = _open(measure)
    _refuse_unless_ready(measure, request, now)
    if application_on < london_day(now):
        raise Refused("The day of the application has passed: give the day on which it will be made.")
    request.application_on = application_on
    facts = facts_to_send(measure, request, [one.strip() for one in overlaps if one.strip()], now)
    weigh(measure, facts, over=over, by=by, now=now)
    request.sent_at = now
    _save(request)
    follow_notice(request, by=by, now=now)
    measure.authority = authority_on(by, measure.case, london_day(now), Power.CBO_REQUEST)
    measure.save(update_fields=["authority"])
    told = told_of(measure, prosecutor=request.prosecutor, application_on=application_on.isoformat())
    record(Verb.ORDER_REQUESTED, by=by, now=now, case=measure.case, data=told)
    return request


def _refuse_unless_ready(measure: Measure, request: OrderRequest, now: datetime) -> None:
    if request.sent_at:
        raise Refused(f"The prosecutor was asked for {measure.reference} already: load the page again.")
    if faults := unready(measure, request, now):
        raise Refused(f"Before the prosecutor is asked, put on record: {'; '.join(faults)}.")
    rank = rank_to_approve(measure, now)
    if measure.state != MeasureState.APPROVED and (rank or measure.state == MeasureState.SUBMITTED):
        who = f" ({rank.label.lower()})" if rank else ""
        raise Refused(f"{measure.reference} is not approved: send it for approval{who} first.")


def unready(measure: Measure, request: OrderRequest, now: datetime) -> list[str]:
    """Return what has to be on record before the prosecutor is asked, and is not."""
    faults = [words for name, words in RECORDED.items() if not getattr(request, name)]
    faults += [words for name, words in CONSIDERED.items() if not getattr(measure, name)]
    faults += [] if measure.poverty or is_body(measure.subject) else [POVERTY]
    if not measure.skipped_why and not earlier_step(measure, MeasureKind.CPW, MeasureKind.CPN):
        faults.append("why no earlier step was taken")
    faults += [] if shown_by(measure) else ["what shows the behaviour (CBO-3)"]
    faults += [] if terms_of(measure) else ["at least one term"]
    if not is_body(measure.subject) and born_on(measure.subject) is None:
        faults.append(f"the date of birth of {measure.subject.reference} (CBO-5)")
    return faults


def _open(measure: Measure) -> tuple[Measure, OrderRequest]:
    """Return a request that is not decided yet, locked with its measure; courts go on while a case is closed."""
    measure = held(measure)
    request = OrderRequest.objects.select_for_update(of=("self",)).filter(measure=measure).first()
    if request is None or measure.recorded_in_error_at:
        raise Refused(f"{measure.reference} is no request for an order: load the page again.")
    if measure.state not in OPEN_STATES:
        raise Refused(f"{measure.reference} is no request any more: load the page again.")
    request.measure = measure
    return measure, request


def _saved(request: OrderRequest, measure: Measure, what: str, *, by: User, now: datetime) -> OrderRequest:
    _save(request)
    record(Verb.MEASURE_CHANGED, by=by, now=now, case=measure.case, data=told_of(measure, what=what))
    return request


def _save(request: OrderRequest) -> None:
    """Save a request, and with it a version of the order: who read the one has read the other."""
    request.version += 1
    request.save()
    request.measure.version += 1
    request.measure.save(update_fields=["version"])
