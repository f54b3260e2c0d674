"""How an incident of the county is triaged: from the few words of its sort."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.choices import Grade, Told, Trigger
from asbcases.cases.models import Incident, Triage
from asbcases.casework.transitions import triage_incident
from asbcases.county.flow.matters import Matter

INTERIM = {
    Grade.EMERGENCY: "It is happening now: told to stay inside, away from the door, and to keep the line open.",
    Grade.PRIORITY: "It may happen again before somebody comes: told to stay in and to ring 999 if it does.",
    Grade.SCHEDULED: "It may go on until somebody comes: told to note times, and to ring if it gets worse.",
    Grade.RESOLVE: "It is likely to go on for some time; nobody in particular is at risk by it.",
}
MORE = "Told of before at this place: graded by what was said this time, and somebody goes."


def triage(
    incident: Incident, matter: Matter, *, trigger: Trigger = Trigger.FIRST, by: User, now: datetime
) -> Triage:
    """Triage an incident as its matter has it, and return the triage."""
    told = matter.sort["thrive"]
    return triage_incident(
        incident,
        trigger=trigger,
        answers=_answers(told),
        reported_facts=matter.sort["summary"],
        view=told.get("view", ""),
        interim_level=matter.level,
        interim_risk=INTERIM[matter.grade],
        grade=matter.grade,
        grade_reason=MORE,
        handling=matter.handled,
        partner=matter.partner,
        review_told=Told.EXPLAINED if matter.caller else Told.NOT_ASKED,
        review_told_how="By telephone" if matter.caller else "",
        expectations="Told what happens next, and when" if matter.caller else "Nobody to be told",
        by=by,
        now=now,
    )


def _answers(told: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    vulnerable = {name: told[name] for name in ("factors", "flags") if name in told}
    answers: dict[str, dict[str, Any]] = {
        "threat": {
            "threat_to": told["to"],
            "immediacy": told.get("when", "pattern"),
            "violence": told.get("violence", "none"),
        },
        "harm": {"severity": told["severity"], "occurred": told.get("harm_done", "no")},
        "risk": {"likelihood": told["likelihood"]},
        "investigation": {
            "possible_crime": told.get("crime", "no"),
            "offender": told.get("offender", "unknown"),
        },
        "vulnerability": vulnerable,
        "engagement": {"contact": "phone"},
    }
    return {
        letter: {"state": "answered", **said} if said else {"state": "none_known"}
        for letter, said in answers.items()
    }
