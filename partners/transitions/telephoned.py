"""What an agency said by telephone: who said it, and when, kept beside what the police entered for it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from asbcases.accounts.models import User
from asbcases.errors import Refused
from partners.choices import ReferralStage
from partners.models import Question, Referral
from partners.models.referrals import TelephonedStep

# The form asks for minutes: what was said in the minute of the sending was said after it.
MINUTE = timedelta(minutes=1)


class Said(NamedTuple):
    """Who of the agency said something by telephone, and when."""

    by: str
    at: datetime


def refuse_unsaid(said: Said | None, asked: Referral | Question, now: datetime) -> None:
    """Refuse what nobody said, what is still to come, and what was said before anything was asked."""
    if said is None:
        return
    if not said.by.strip():
        raise Refused("Say who of the agency said it.")
    if said.at > now:
        raise Refused("This time is still to come: check when it was said.")
    if asked.sent_at is None or said.at + MINUTE <= asked.sent_at:
        raise Refused("This was before anything was asked: check when it was said.")


def words_of(said: Said | None) -> str:
    """Return for the record that something was given by telephone; nothing where the agency entered it itself."""
    return f"Given by telephone by {said.by.strip()}" if said else ""


def keep_said(
    referral: Referral, stage: ReferralStage, said: Said | None, *, by: User, now: datetime
) -> None:
    """Keep who gave a step of a referral by telephone, where it was so given."""
    if said:
        TelephonedStep.objects.create(
            **{"case_id": referral.case_id, "referral": referral, "stage": stage},
            **{"agency_id": referral.agency_id, "named_id": referral.named_id},
            said_by=said.by.strip(),
            said_at=said.at,
            recorded_at=now,
            recorded_by=by,
        )
