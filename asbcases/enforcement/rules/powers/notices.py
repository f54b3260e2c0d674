"""Early measures, the warning and the notice."""

from typing import Any

from asbcases.enforcement.rules.powers.model import (
    OnFile,
    Point,
    Power,
    Standing,
    Starts,
    Warned,
    asked_in_draft,
    blocked,
    judged,
    needs,
    of_subject,
)

BORN = "born"
NO_BIRTHDAY = "The date of birth is not known: record it, or what the age rests on."


def early(file: OnFile) -> Power:
    """Advice, letter, contract, mediation, diversion: no statutory ladder, and no mediation where it would harm."""
    points = of_subject(file)
    if file.against_mediation:
        points.append(Point(f"Mediation is not suggested: {'; '.join(file.against_mediation)}.", warns=True))
    if child := _young(file):
        points.append(Point(child, "FAIR-5", warns=True))
    points.append(Point("No law orders these steps: one may be skipped with a written reason."))
    if file.earlier:
        points.append(Point(f"On record: {', '.join(file.earlier)}."))
    return Power("early", "Early measures", points, begin="early")


def _young(file: OnFile) -> str:
    if file.born is None or file.body:
        return ""
    grown = file.ask("FAIR-6", date_of_birth=file.born).values["turns_18_on"]
    return (
        ""
        if grown <= file.today
        else "Under 18: think of diversion first, and speak to a parent or guardian."
    )


def warning(file: OnFile) -> Power:
    """A written warning: who issues it is authorised, and a notice could follow."""
    points = [*of_subject(file), _authorised(file)]
    if file.warning:
        given = f"{file.warning.reference} warns already; a further warning starts a new time."
        points.append(Point(given))
    if not file.body and file.subject:
        born: dict[str, Any] = {"date_of_birth": file.born, "issue_on": file.today}
        points.append(judged(file, "CPW-5", mend=BORN, **born))
    if file.subject and not file.earlier:
        points.append(
            Point(
                "No earlier step is on record: the draft asks why none was taken.", warns=True, mend="early"
            )
        )
    safe = file.ask("CPW-4", issued_on=file.today).values["safe_day"]
    starts = (Starts("Look at the warning again by", safe, "CPW-4"),)
    then = asked_in_draft("CPW-2", "CPW-3", "CPW-7")
    return Power("cpw", "Community protection warning", points, then, starts, "cpw")


def notice(file: OnFile) -> Power:
    """A notice: a warning to the same person whose time has run, the effect going on, an age, and an authority."""
    points = [*of_subject(file), *_age(file), *_warned(file), _authorised(file)]
    if file.subject and not file.body and file.born:
        contact: dict[str, Any] = {"date_of_birth": file.born, "yot_contacted": file.yot_on is not None}
        points.append(judged(file, "CPN-15", mend="informed", issue_on=file.today, **contact))
    appeal = file.ask("APP-1", issued_on=file.today, service_method="hand").values["last_day"]
    longest = file.ask("CPN-13", issued_on=file.today).values["safe_day"]
    starts = (
        Starts("Last day to appeal, if it is handed over today", appeal, "APP-1"),
        Starts("Review it by, at the latest", longest, "CPN-13"),
    )
    then = asked_in_draft("CPN-2", "CPN-5", "CPN-7", "CPN-10", "CPN-16", "FAIR-7")
    return Power("cpn", "Community protection notice", points, then, starts, "cpn")


def _age(file: OnFile) -> list[Point]:
    if not file.subject:
        return []
    if file.born is None and not file.body and not file.age_basis:
        return [needs("CPN-1", NO_BIRTHDAY, BORN)]
    facts: dict[str, Any] = {
        "date_of_birth": file.born,
        "issue_on": file.today,
        "is_body": file.body,
        "age_basis": file.age_basis,
    }
    return [judged(file, "CPN-1", mend=BORN, **facts)]


def _authorised(file: OnFile) -> Point:
    return judged(file, "CPN-4", mend="authority", authorities=list(file.authorities), issue_on=file.today)


def _warned(file: OnFile) -> list[Point]:
    given = file.warning
    facts: dict[str, Any] = {
        "warning_written": given is not None,
        "warning_says_notice_follows": given is not None and given.says_notice_follows,
        "warning_subject": given.subject if given else None,
        "notice_subject": file.subject,
    }
    written = judged(file, "CPW-1", mend="cpw", **facts)
    if given is None or written.standing == Standing.BLOCKED:
        return [written]
    return [written, *_after(file, given)]


def _after(file: OnFile, given: Warned) -> list[Point]:
    """Return whether the time has run, the warning is not too old, and the effect went on after it."""
    points = [
        judged(
            file,
            "CPW-2",
            mend="warning",
            unknown=f"{given.reference} names no time to comply.",
            comply_by=given.comply_by,
            notice_at=file.now,
        ),
        judged(file, "CPW-4", mend="warning", issued_on=given.issued_on, notice_on=file.today),
        judged(file, "CPN-3", mend="journal", evidence_after_warning=given.evidence_after),
    ]
    if given.notice:
        points.append(
            blocked(f"{given.notice} is in force on this warning: vary or discharge it.", mend="notice")
        )
    return points
