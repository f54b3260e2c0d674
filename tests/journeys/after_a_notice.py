"""The steps of what follows a notice: an appeal, the ladder of a breach, and a fixed penalty that is paid."""

from datetime import datetime

from tests.browser.browser import follow, press
from tests.journeys.enforcing import ASKED, Walk


def appeal(walk: Walk, now: datetime) -> None:
    page = walk.page
    follow(page, "Record an appeal")
    walk.day("When was the appeal lodged?", now.date())
    walk.choose("A requirement or its time limit is unreasonable")
    walk.type("Court", "Colchester Magistrates' Court")
    walk.choose("No")
    walk.seen("appeal")
    press(page, "Record the appeal")
    walk.says("Suspended by an appeal")
    walk.says("What is to be done has no effect meanwhile")
    walk.seen("notice-appealed")


def dismissed(walk: Walk, now: datetime) -> None:
    page = walk.page
    follow(page, "Record how it ended")
    walk.choose("The appeal was dismissed")
    walk.day("On which day?", now.date())
    walk.type("What the court decided, in its words", "Dismissed: the requirement is reasonable.")
    walk.seen("appeal-ended")
    press(page, "Record it")
    walk.says("The appeal was dismissed")
    walk.seen("notice-after-appeal")


def breach(walk: Walk, at: datetime) -> None:
    page = walk.page
    follow(page, "Record an alleged breach")
    page.get_by_label("1. You must not play music").check()
    walk.at("Date", "Time", at)
    walk.type("What is said to have happened", "Music could be heard on the stairs at night.")
    walk.seen("breach-new")
    press(page, "Record the allegation")
    walk.says("Nothing is proved by it")
    walk.seen("breach")
    press(page, "Gather the evidence")
    page.get_by_label("What shows that term 1 was not kept").fill("Heard by PC Osei, in her notebook.")
    walk.seen("breach-evidence")
    press(page, "Keep the evidence")
    press(page, "Ask for an explanation")
    page.get_by_label("The explanation that was offered").fill("He says that it was his birthday.")
    walk.seen("breach-explanation")
    press(page, "Keep the explanation")
    press(page, "Decide what is done")
    walk.choose("Fixed penalty")
    walk.type("What proves it", "PC Osei heard it, and wrote it down at once.")
    walk.type("Public interest and proportionality", "It is the third night.")
    walk.type("Equality and disability", ASKED)
    walk.seen("breach-decision")
    press(page, "Decide")
    walk.says("Next: offer the fixed penalty")


def penalty(walk: Walk) -> None:
    page = walk.page
    press(page, "Offer the fixed penalty")
    walk.type("Amount in pounds", "100")
    walk.type("Lower amount in pounds, where it is paid soon", "60")
    walk.type("Within how many days", "10")
    walk.type("Name and address of the council to which it is paid", "Colchester City Council, Rowan House")
    walk.type("How it may be paid", "On the council's pages, or at its counter")
    walk.seen("penalty-new")
    press(page, "Offer the penalty")
    walk.says("To be paid by the end of")
    walk.seen("penalty-offered")
    follow(page, "Read its notice through and make it")
    walk.says("Nothing is missing")
    walk.seen("penalty-paper-ahead")
    press(page, "Make the paper")
    walk.says("£60")
    walk.seen("penalty-paper")


def tell(walk: Walk, notice: str) -> None:
    """Tell both what was decided."""
    page = walk.page
    walk.back_to(notice)
    follow(page, "Breach 1", exact=True)
    press(page, "Tell the person")
    walk.type("How was the person told, or why not?", "At the door, with the penalty notice.")
    press(page, "Keep it")
    press(page, "Tell the victim")
    walk.type("How was the victim told, or why not?", "On the telephone.")
    press(page, "Keep it")
    walk.seen("breach-told")


def paid(walk: Walk, now: datetime) -> None:
    page = walk.page
    follow(page, "Breach 1", exact=True)
    follow(page, "FPN-")
    press(page, "Record the payment")
    walk.day("On which day was it paid?", now.date())
    walk.type("How much was paid, in pounds", "60")
    walk.seen("penalty-pay")
    press(page, "Record the payment")
    walk.says("nobody can be convicted")
    walk.seen("penalty-paid")
    walk.back_to("Breach 1")
    press(page, "Record the outcome")
    walk.type("What came of it", "The penalty was paid in its days.")
    press(page, "Keep the outcome")
    walk.says("Outcome known")
    walk.seen("breach-concluded")
