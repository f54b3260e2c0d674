"""Agreements on sharing, and what was shared of a case with whom and who read it, and what partners are asked, ask for and note."""

from partners.models.agreements import Agreement, AgreementParty
from partners.models.notes import PartnerNote
from partners.models.plan_shares import PlanProgress, PlanShare
from partners.models.referrals import Question, QuestionAnswer, QuestionPart, Referral
from partners.models.share_requests import ShareRequest
from partners.models.shares import Disclosure, Share

__all__ = [
    "Agreement",
    "AgreementParty",
    "Disclosure",
    "PartnerNote",
    "PlanProgress",
    "PlanShare",
    "Question",
    "QuestionAnswer",
    "QuestionPart",
    "Referral",
    "Share",
    "ShareRequest",
]
