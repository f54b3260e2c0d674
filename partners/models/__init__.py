"""Agreements on sharing, and what was shared of a case with whom, why, until when, and who read it."""

from partners.models.agreements import Agreement, AgreementParty
from partners.models.shares import Disclosure, Share

__all__ = ["Agreement", "AgreementParty", "Disclosure", "Share"]
