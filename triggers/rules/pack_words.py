"""The words of a pack, laid out in parts: what is empty, or was not let into it, leaves no trace. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from asbcases.enforcement.papers.blocks import Block, Part, clean, facts, items, paragraphs, part, table
from asbcases.law.words import day_words, instant_words
from triggers.choices import PackLevel
from triggers.rules.pack_file import Cover, File, Met, OfCase, OnSheet, Plan, Recommended, Said, Shared
from triggers.rules.packs import HOLDS, at_level

ABOUT = "For the panel of an ASB case review"
CASE_UNSEEN = (
    "There is a case, and whoever made this pack does not see it: what was done on it is not in here. Somebody who works "
    "the case can make a pack that holds it."
)
# An empty cell would be one to fill in by hand.
NONE = "None"
MORE = "There is more on file: these are the newest."


def pack_words(
    level: PackLevel, file: File, *, organisation: str, made_on: date, large: bool = False
) -> dict[str, Any]:
    """Return the whole of a pack as JSON, of what its level holds and of nothing else."""
    held = at_level(level, file)
    return {
        "title": f"Panel pack, {level.label.lower()}",
        "reference": held.cover.reference,
        "organisation": clean(organisation),
        "about": ABOUT,
        "made_on": made_on.isoformat(),
        "large": large,
        "parts": [one for one in _parts(level, held, made_on) if one["blocks"]],
    }


def _parts(level: PackLevel, file: File, made_on: date) -> Iterator[Part]:
    yield part("", *_cover(level, file.cover, made_on))
    yield part("Who attends", *_attendees(file))
    yield part("Procedure in force", *_procedure(file))
    yield part("Application", *_application(file))
    yield part("Complaints", *_sheet(file.sheet))
    yield part("Threshold", *_threshold(file))
    yield part("What agencies did", *_case(file))
    yield part("Risk", *_risks(file))
    yield part("Information shared and asked for", *_shared(file.shared))
    yield part("Replies of the bodies", *_bodies(file))
    yield part("Earlier decisions", *(block for one in file.panels for block in _met(one)))
    yield part("Recommendations", *(block for one in file.recommendations for block in _recommended(one)))
    yield part("Plan", *(block for one in file.plans for block in _plan(one)))


def _day(day: date | None) -> str:
    return day_words(day) if day else ""


def _yes(answer: bool) -> str:
    return "Yes" if answer else "No"


def _some(*blocks: Block) -> Iterator[Block]:
    """Yield the blocks that say something."""
    yield from (block for block in blocks if any(block.values()))


# --- The panel --------------------------------------------------------------------------------------
def _cover(level: PackLevel, cover: Cover, made_on: date) -> Iterator[Block]:
    yield facts(
        ("Case review", cover.reference),
        ("Area", cover.area),
        ("Application received", _day(cover.received_on)),
        ("Panel", cover.panel),
        ("Meets", instant_words(cover.meets_at) if cover.meets_at else ""),
        ("Where", cover.place),
        ("Chair", ", ".join(filter(None, (cover.chair_name, cover.chair_agency)))),
        ("The chair worked on the case", _yes(cover.chair_worked_case)),
        ("How independence was checked", cover.independence),
        ("The victim takes part", cover.victim_takes_part),
        ("Made on", _day(made_on)),
        ("What this pack holds", HOLDS[level]),
    )
    if cover.victim_words:
        yield {"text": "What the victim says about taking part:"}
        yield from paragraphs(cover.victim_words)


def _attendees(file: File) -> Iterator[Block]:
    rows = [", ".join(filter(None, (one.name, one.part, one.agency))) for one in file.attendees]
    yield from _some(items(row or "Somebody else" for row in rows))


def _procedure(file: File) -> Iterator[Block]:
    if file.procedure:
        rows = [(one.what, one.words) for one in file.procedure]
        yield table(("What is stated", "As stated"), rows, widths=(1, 2))
    else:
        yield {"text": "The area had no procedure on the day of receipt: the numbers of the Act hold."}


# --- The application ----------------------------------------------------------------------------------
def _application(file: File) -> Iterator[Block]:
    said = file.said
    yield facts(*_who(said), *_reached(said))
    for heading, words in (
        ("What happened, in the applicant's words:", said.happened),
        ("To whom it was reported:", said.reported_to),
        ("What the applicant hopes for:", said.wanted),
        ("About taking part:", said.involvement_words),
    ):
        if words:
            yield {"text": heading}
            yield from paragraphs(words)


def _who(said: Said) -> Iterator[tuple[str, object]]:
    yield "How it came", said.channel
    yield "Who is harmed", said.victim_kind
    yield "Consent", said.consent
    yield "How consent was given", said.consent_words
    yield "Acknowledged", _day(said.acknowledged_on) or "Not yet"
    yield "Applicant", said.applicant
    yield "For", said.victim
    yield "Who they are to the victim", said.relation


def _reached(said: Said) -> Iterator[tuple[str, object]]:
    yield "Address", said.address
    yield "Where it happens", said.where
    yield "Safe to write to", said.safe_email
    yield "Safe to ring", said.safe_phone
    yield "When to reach them", said.safe_hours
    yield "How not to reach them", said.safe_note
    yield "Language", said.language
    yield "Adjustments", said.adjustments
    yield "Telephone as given, not known to be safe", said.phone
    yield "E-mail as given, not known to be safe", said.email


# --- The threshold ------------------------------------------------------------------------------------
def _sheet(sheet: Sequence[OnSheet]) -> Iterator[Block]:
    if sheet:
        head = ("No.", "Complaint", "Behaviour", "Complained", "Does it count?")
        rows = [(str(one.number), _what(one), _behaved(one), _complained(one), _counts(one)) for one in sheet]
        yield table(head, rows, widths=(0, 3, 2, 2, 4))


def _what(one: OnSheet) -> str:
    named = one.agency or one.kind
    return "\n".join(filter(None, (named, one.words, "Reported as hate" * one.hate, one.agency_reference)))


def _behaved(one: OnSheet) -> str:
    days = dict.fromkeys(filter(None, (_day(one.behaviour_from), _day(one.behaviour_until))))
    return "\n".join(filter(None, (" to ".join(days) or "Not known", one.place)))


def _complained(one: OnSheet) -> str:
    by = f"by {one.complainant}" if one.complainant else ""
    victim = f"for {one.victim}" if one.victim else ""
    return "\n".join(filter(None, (_day(one.complaint_on), by, victim)))


def _counts(one: OnSheet) -> str:
    decided = f"Decided: {one.duplicate_why}" if one.duplicate_why else ""
    return "\n".join(filter(None, (one.sentence, decided)))


def _threshold(file: File) -> Iterator[Block]:
    for one in file.threshold:
        how = "by the number of complaints" if one.reached else "by a person, below the number"
        yield facts(
            ("Decided", f"{'Met' if one.met else 'Not met'} on {_day(one.decided_on)}, {how}"),
            ("By", one.decided_by),
            ("The worksheet came to", one.comes_to),
            ("Had not replied by then", one.silent),
            ("Persistence", one.persistence),
            ("Harm", one.harm),
            ("Adequacy of the response", one.adequacy),
            ("What else was weighed", one.reason),
        )


# --- What was done ------------------------------------------------------------------------------------
def _case(file: File) -> Iterator[Block]:
    if file.cover.case_unseen:
        yield {"text": CASE_UNSEEN}
    for case in file.case:
        yield facts(
            ("Case", case.reference),
            ("The problem", case.summary),
            ("Led by", case.lead_agency),
            ("Opened", _day(case.opened_on)),
            ("Closed", _day(case.closed_on)),
            ("Incidents", case.incidents),
            ("Warnings, notices and orders", case.measures),
        )
        yield from _done(file, case)


def _done(file: File, case: OfCase) -> Iterator[Block]:
    if file.incidents:
        rows = [(_day(one.on), one.category, one.reference) for one in file.incidents]
        yield from _listed(("Day", "Incident", "Reference"), rows, (2, 3, 2), more=case.more_incidents)
    if file.steps:
        steps = [(_day(one.on), f"{one.kind}, {one.state.lower()}", _about(one)) for one in file.steps]
        yield from _listed(("Day", "Step", "About"), steps, (2, 3, 3), more=case.more_steps)
    if file.entries:
        entries = [(_day(one.on), one.words, one.by) for one in file.entries]
        yield from _listed(("Day", "On the record", "By"), entries, (2, 5, 2), more=case.more_entries)


def _about(one: Any) -> str:
    return ", ".join(filter(None, (one.subject, one.reference)))


def _listed(
    head: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[int], *, more: bool
) -> Iterator[Block]:
    yield table(head, rows, widths=widths)
    if more:
        yield {"text": MORE}


def _risks(file: File) -> Iterator[Block]:
    if file.risks:
        rows = [(one.who, one.level, _day(one.on) or NONE) for one in file.risks]
        yield table(("Victim", "Level that stands", "Assessed"), rows, widths=(3, 2, 2))


# --- What was said ------------------------------------------------------------------------------------
def _shared(shared: Sequence[Shared]) -> Iterator[Block]:
    if shared:
        rows = [
            (_day(one.on), _exchanged(one), f"{one.gateway}\nTier {one.tier}", one.reply or NONE)
            for one in shared
        ]
        yield table(("Day", "What", "By which power, and tier", "Reply"), rows, widths=(2, 4, 3, 3))


def _exchanged(one: Shared) -> str:
    return f"Asked of {one.body}: {one.words}" if one.asked else f"Shared with {one.body}: {one.words}"


def _bodies(file: File) -> Iterator[Block]:
    if file.bodies:
        rows = [
            (one.name, _day(one.told_on), _dated(one.answer, one.replied_on), one.words or NONE)
            for one in file.bodies
        ]
        if any(one.words for one in file.bodies):
            yield table(("Body", "Told", "Reply", "What it says"), rows, widths=(3, 2, 3, 4))
        else:
            yield table(("Body", "Told", "Reply"), [row[:3] for row in rows], widths=(3, 2, 3))


def _dated(answer: str, day: date | None) -> str:
    return f"{answer} ({_day(day)})" if day else answer


def _met(one: Met) -> Iterator[Block]:
    yield facts(
        ("Panel", f"{one.number}, {_day(one.held_on)}"),
        ("Decided", one.decision),
        ("Reasons", one.reasons),
        ("Disagreed", one.dissent),
    )


def _recommended(one: Recommended) -> Iterator[Block]:
    yield facts(
        ("Recommendation", one.number),
        ("To", one.body),
        ("What", one.words),
        ("Who does it", one.owner),
        ("To be done by", _day(one.due_on)),
        ("Answer", _dated(one.answer, one.answered_on) or f"None yet; asked for by {_day(one.answer_by)}"),
        ("What was answered", one.answer_words),
        ("Carried out", _day(one.done_on)),
        ("How", one.done_words),
    )


def _plan(one: Plan) -> Iterator[Block]:
    state = f"final since {_day(one.final_on)}" if one.final_on else "a draft"
    yield facts(
        ("Plan", f"{one.number}, {state}"),
        ("Put to the victim", _day(one.put_on)),
        ("What is planned", one.words),
        ("What the victim said", one.comments),
    )
