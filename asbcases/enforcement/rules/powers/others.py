"""What a court, an inspector or a council decides: the behaviour order, the injunction, dispersal, closure, public spaces."""

from collections.abc import Mapping
from typing import Any

from asbcases.enforcement.rules.powers.model import (
    OnFile,
    Point,
    Power,
    Starts,
    asked_in_draft,
    blocked,
    judged,
    needs,
    of_case,
    of_subject,
)
from asbcases.law.periods import age_on

NO_BIRTHDAY = "The date of birth is not known: record it."
POLICE, COUNCIL = "chief_officer", "local_authority"
ISSUERS: Mapping[str, str] = {POLICE: "police", COUNCIL: "local_authority"}
MAKERS: Mapping[str, str] = {POLICE: "police", COUNCIL: "district"}
# The shortest authorisation or notice, to learn how long one may run.
SHORTEST = 1


def behaviour_order(file: OnFile) -> Power:
    """An order beside a sentence: the conviction, the views of the youth offending team, and the prosecution that applies."""
    points = of_subject(file)
    if file.conviction is None:
        words = "No conviction or charge is on record: begin the request, and link it."
        points.append(needs("CBO-1", words, "cbo"))
    else:
        points.append(judged(file, "CBO-1", mend="order", **file.conviction))
    if file.subject and not file.body:
        facts = {"date_of_birth": file.born, "yot_views_on": file.yot_views_on}
        mend = "order" if file.born else "born"
        views = judged(file, "CBO-5", mend=mend, unknown=NO_BIRTHDAY, application_on=file.today, **facts)
        points.append(views)
    notice_by = file.ask("CBO-20", decided_on=file.today).values["last_day"]
    starts = (Starts("Serve notice of the application by", notice_by, "CBO-20"),)
    then = asked_in_draft("CBO-2", "CBO-3", "CBO-4", "CBO-7", "CBO-19")
    return Power("cbo", "Criminal behaviour order", points, then, starts, "cbo")


def injunction(file: OnFile) -> Power:
    """A civil injunction: an applicant of the Act's list, an age, and the youth offending team for a child."""
    points = [*of_subject(file), judged(file, "INJ-3", applicant=file.applicant)]
    if file.subject and not file.body:
        points += _respondent(file)
    then = asked_in_draft("INJ-2", "INJ-10", "INJ-11")
    return Power("injunction", "Civil injunction", points, then)


def _respondent(file: OnFile) -> list[Point]:
    if file.born is None:
        return [needs("INJ-1", NO_BIRTHDAY, "born")]
    facts: dict[str, Any] = {"date_of_birth": file.born, "application_on": file.today}
    return [
        judged(file, "INJ-1", **facts),
        judged(file, "INJ-5", **facts),
        judged(file, "INJ-6", mend="informed", yot_consulted_on=file.yot_on, **facts),
    ]


def dispersal(file: OnFile) -> Power:
    """Dispersal from a locality: an inspector authorises it, and nobody who looks under 10 is directed."""
    points = [*of_case(file), judged(file, "DSP-1", rank=file.rank)]
    if file.body:
        points.append(blocked("A direction is given to a person, not to a body.", "DSP-6"))
    elif file.born:
        age = age_on(file.born, file.today)
        points.append(judged(file, "DSP-10", apparent_age=age, directed_at=file.now))
    latest = file.ask("DSP-2", starts_at=file.now, hours=SHORTEST).values["latest_end"]
    starts = (Starts("An authorisation from now on would end by", latest, "DSP-2"),)
    then = asked_in_draft("DSP-3", "DSP-4", "DSP-5", "DSP-6", "DSP-12", "DSP-13")
    return Power("dispersal", "Dispersal", points, then, starts)


def closure(file: OnFile) -> Power:
    """Closure of premises: an inspector or the council, and a hearing within hours."""
    points = of_case(file)
    if not file.premises:
        points.append(needs("CLO-2", "Choose the premises that it is about.", "premises"))
    issuer = ISSUERS.get(file.applicant, "")
    points.append(judged(file, "CLO-1", issuer=issuer, issuer_rank=file.rank))
    hearing = file.ask("CLO-13", served_at=file.now).values["hearing_by"]
    starts = (Starts("Hearing, if a notice is served now, by", hearing, "CLO-13"),)
    then = asked_in_draft("CLO-2", "CLO-6", "CLO-8", "CLO-9", "CLO-12", "CLO-28")
    return Power("closure", "Closure notice and order", points, then, starts)


def public_spaces(file: OnFile) -> Power:
    """A public spaces protection order, which a council makes for a place and not for one person."""
    points = [*of_case(file), judged(file, "PSP-1", maker=MAKERS.get(file.applicant, ""))]
    points.append(
        Point("It binds everybody in a public place: ask the council where one person is not the cause.")
    )
    then = asked_in_draft("PSP-2", "PSP-7", "PSP-8")
    return Power("pspo", "Public spaces protection order", points, then)
