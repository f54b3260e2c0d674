"""When the victim has to hear from us: by the shorter of what policy asks and what was agreed with them."""

from dataclasses import dataclass
from datetime import datetime

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Expected
from asbcases.law.periods import days_following, london_day, london_midnight_after
from risk.diary.acts import Cause
from risk.diary.ledger import Ledger
from risk.diary.standing import Standing

RULE = "risk.contact"


@dataclass
class Contacts:
    """The contact clock of one victim, and every how many days they agreed to hear from us; 0: nothing was agreed."""

    ledger: Ledger
    standing: Standing
    agreed_days: int = 0

    def count(self, contact: Cause) -> None:
        """Count a contact unless the clock has started later, or with it: one told late may be older than the last."""
        owed = self.ledger.get(Kind.VICTIM_CONTACT)
        if owed is None or contact.since > owed.anchored_at:
            self.met(contact)

    def met(self, contact: Cause) -> None:
        """Meet what is owed, and start the next from the contact, once anybody asked about the risk."""
        self.ledger.meet(Kind.VICTIM_CONTACT, done_at=contact.since)
        if self.standing.tried:
            self._set(contact)

    def follow(self, cause: Cause) -> None:
        """Have the clock follow a level that has become another one, or start it."""
        owed = self.ledger.get(Kind.VICTIM_CONTACT)
        if owed is None or owed.qualifier != self.standing.level:
            self.renew(cause)

    def renew(self, cause: Cause) -> None:
        """Start the clock anew; one that is late stays."""
        self.ledger.drop(Kind.VICTIM_CONTACT)
        self._set(cause)

    def _set(self, cause: Cause) -> None:
        level = self.standing.level
        if not self.ledger.asks(RULE, level, cause.since):
            return
        owed = self.ledger.expected(Kind.VICTIM_CONTACT, RULE, level, cause)
        promised_for = self._promised(owed)
        if promised_for:
            owed = self.ledger.expected(Kind.VICTIM_CONTACT, "", level, cause, promised_for=promised_for)
        self.ledger.add(owed)

    def _promised(self, by_policy: Expected) -> datetime | None:
        """Return the midnight that ends the last day agreed, where that comes sooner than policy asks."""
        if not self.agreed_days:
            return None
        last = days_following(london_day(by_policy.anchored_at), self.agreed_days)
        promised_for = london_midnight_after(last)
        due_at = self.ledger.clockwork.due_at(by_policy, self.ledger.at)
        return promised_for if due_at is None or promised_for < due_at else None
