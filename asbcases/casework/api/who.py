"""Who is meant, by the API: somebody on file by their reference, or somebody new when nobody on file is like them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from rest_framework.exceptions import ValidationError

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole, PersonKind, Tie
from asbcases.cases.models import Person
from asbcases.cases.queries import foremost
from asbcases.casework.api.incident_sent import LINE as SHORT
from asbcases.casework.api.incident_sent import words
from asbcases.casework.forms.people import WhoForm
from asbcases.casework.forms.words import LINE
from asbcases.casework.queries.people import Candidate, Sought, candidates
from asbcases.casework.transitions import record_person
from asbcases.casework.views.who import reached
from asbcases.web.api.fields import Choice, Day, Named, Strict, Text
from partners import access

NAME, PHONE, EMAIL, WHY = 200, 60, 254, 500
OFFER = "These are like what you sent: name one in `person`, or send `new` there. {who}"


def day(help_text: str = "") -> Day:
    """Return a day that may be left out."""
    return Day(required=False, allow_null=True, default=None, help_text=help_text)


STATED = ("name", "kind", "born_on", "language", "adjustments")


class WrongSent(Strict):
    """Why something is wrong; it stays on the record, struck out, with this reason."""

    reason = Text(max_length=WHY)


class PersonSent(Strict):
    """What is stated of a person, business, community or group."""

    name = Text(max_length=NAME, help_text="Or how they are known, where no name is")
    kind = Choice(choices=PersonKind.choices, required=False, default=PersonKind.PERSON)
    born_on = day("Of a person alone")
    language = words(PHONE, "Empty for English")
    adjustments = words(LINE, "What they need in order to deal with us")


class WhoSent(PersonSent):
    """Somebody on file by reference, or what is known of somebody new."""

    person = words(
        20, "Reference of somebody on file, or `new` where others are like them and it is somebody else"
    )
    name = words(NAME, "Needed where `person` names nobody")
    phone = words(PHONE)
    email = words(EMAIL)
    source: Any = Text(max_length=NAME, help_text="Who or what says so")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse somebody of whom nothing is said."""
        if attrs["person"] in ("", WhoForm.NEW) and not attrs["name"]:
            raise ValidationError({"name": ["This must not be empty."]})
        return attrs


class PartSent(WhoSent):
    """Somebody, and what they are to the record."""

    role = Choice(choices=PartyRole.choices)


class Since(Strict):
    """From which day to which something holds, and who says so."""

    since_on = day("Empty if not known")
    until_on = day("Empty while it holds")
    source: Any = Text(max_length=NAME, help_text="Who or what says so")


class MemberSent(WhoSent, Since):
    """Somebody who belongs to a group."""

    part = words(SHORT, "What they are in it")


class AssociationSent(WhoSent, Since):
    """Somebody with whom a person belongs together."""

    tie = Choice(choices=Tie.choices)


def person_named(said: dict[str, Any], *, by: User, now: datetime) -> Person:
    """Take out of what was sent who is meant, and return them; else a new record, unless others are like them."""
    stated = {name: said.pop(name) for name in STATED}
    chosen, source = said.pop("person"), said["source"]
    reach = {name: said.pop(name) for name in ("phone", "email")}
    among = access.people_visible_to(by, now=now)
    if chosen not in ("", WhoForm.NEW):
        on_file = among.filter(reference=chosen, recorded_in_error_at__isnull=True).first()
        if on_file is None:
            raise ValidationError({"person": [Named.default_error_messages["does_not_exist"]]})
        return reached(foremost(on_file), reach.values(), source=source, by=by, now=now)
    if not chosen and (found := candidates(Sought(stated["name"], **reach), among=among)):
        raise ValidationError({"person": [OFFER.format(who="; ".join(map(_words, found)))]})
    return record_person(**stated, **reach, source=source, by=by, now=now)


def _words(one: Candidate) -> str:
    return f"{one.person.reference}, {one.person.name}: {', '.join(one.reasons)}"


def to_one(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Return a verb that says something of somebody, so that it takes what the API was sent of who is meant."""

    def act(record: Any, *, by: User, now: datetime, **said: Any) -> Any:
        person = person_named(said, by=by, now=now)
        return verb(record, person, **said, by=by, now=now)

    return act
