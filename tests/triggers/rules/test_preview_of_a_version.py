"""A new version shows which applications would change, open and past, and which of them it would really govern."""

from datetime import date, timedelta

from tests.triggers.rules.banks import CALENDAR, procedure
from triggers.rules.complaints import Complaint
from triggers.rules.preview import Application, Change, preview
from triggers.rules.shapes import Anchor, Procedure

IS_HOLIDAY = CALENDAR.__contains__
OLD = procedure(
    clocks=[
        {"step": "ack", "value": 2, "unit": "working_days", "anchor": "receipt"},
        {"step": "panel", "value": 1, "unit": "weeks", "anchor": "threshold_decision"},
    ]
)
PAST, SOON = date(2026, 6, 1), date(2026, 8, 3)


def an_application(reference: str, received_on: date = PAST, count: int = 2) -> Application:
    days = [received_on - timedelta(days=10 + n) for n in range(count)]
    complaints = [
        Complaint(f"{reference}-{n}", "police", day, day, complainant="ann") for n, day in enumerate(days)
    ]
    return Application(reference, received_on, complaints)


def seen(new: Procedure, *applications: Application, old: tuple[Procedure, ...] = (OLD,)) -> list[Change]:
    return preview(new, old, applications, IS_HOLIDAY)


def version(**stated: object) -> Procedure:
    content = {
        "in_force_from": "2026-07-01",
        "clocks": [
            {"step": "ack", "value": 2, "unit": "working_days", "anchor": "receipt"},
            {"step": "panel", "value": 1, "unit": "weeks", "anchor": "threshold_decision"},
        ],
    }
    return procedure(**{**content, **stated})


def test_the_same_again_changes_nothing() -> None:
    assert seen(version(), an_application("A"), an_application("B", SOON)) == []


def test_a_lower_threshold_is_shown_for_both_and_governs_only_what_comes_after_it() -> None:
    old, new, far = an_application("A"), an_application("B", SOON), an_application("C", SOON, 1)
    found = seen(version(min_complaints=2), old, new, far)
    assert [(one.application.reference, one.governed) for one in found] == [
        *(("A", False), ("B", True)),
        ("C", True),
    ]
    assert found[0].sentences == ("The threshold: reached instead of short by 1, so that a person decides.",)
    assert found[2].sentences == (
        "The threshold: short by 1, so that a person decides instead of short by 2, so that a person decides.",
    )


def test_complaints_that_would_count_otherwise_are_named() -> None:
    found = seen(
        version(application_window_months=1, dedupe="same_complainant"), an_application("A", count=30)
    )
    sentences = found[0].sentences
    assert any("may be a duplicate" in words for words in sentences)
    assert any(words.startswith("Does not count") for words in sentences)


def test_clocks_that_would_end_elsewhere_are_named() -> None:
    clocks = [
        {"step": "ack", "value": 1, "unit": "weeks", "anchor": "receipt"},
        {"step": "threshold", "value": 10, "unit": "working_days", "anchor": "receipt"},
        {"step": "outcome", "value": 5, "unit": "working_days", "anchor": "panel"},
    ]
    decided = Application("A", PAST, anchors={Anchor.THRESHOLD_DECISION: date(2026, 6, 9)})
    waiting = Application("B", PAST, open=False)
    first, second = seen(version(clocks=clocks), decided, waiting)
    agreed = "on a date agreed with the applicant"
    assert first.sentences == (
        "Acknowledge the application: 8 June 2026 instead of 3 June 2026.",
        f"Decide whether the threshold is met, and tell the applicant: 15 June 2026 instead of {agreed}.",
        f"Hold the panel: {agreed} instead of 16 June 2026.",
        f"Tell the applicant the outcome: once what it runs from has happened instead of {agreed}.",
    )
    assert second.sentences[2] == f"Hold the panel: {agreed} instead of once what it runs from has happened."


def test_an_application_from_before_any_procedure_is_measured_by_the_act() -> None:
    found = seen(version(min_complaints=2), an_application("A"), old=())
    assert found[0].sentences[0].startswith("The threshold: reached instead of short by 1")
    assert (found[0].governed, len(found[0].sentences)) == (False, 3)
