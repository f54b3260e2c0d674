"""What must be recorded before a warning or notice is issued, each with its rule and section (law.md 1.1, 1.2: RECORD)."""

from collections.abc import Iterator
from dataclasses import dataclass

POVERTY = "what part poverty or rough sleeping has in the behaviour (FAIR-3)"


@dataclass(frozen=True)
class ToIssue:
    """What a draft says, and how it is to be served, as far as it has to be recorded."""

    notice: bool
    body: bool
    terms: int
    comply_by: bool
    informed: bool
    lacking_purpose: tuple[int, ...] = ()
    proper_address: str = ""
    premises: bool = False
    capacity: str = ""
    capacity_reason: str = ""
    equality: str = ""
    rights: str = ""
    poverty: str = ""
    ability: str = ""
    method: str = ""
    address: str = ""
    enquiries: str = ""
    photo: bool = False
    # Whether an earlier step was taken, or why none was: practice, and no law.
    earlier_step: bool = True
    skipped_why: str = ""


@dataclass(frozen=True)
class Missing:
    """One thing that has to be recorded first: the rule that asks for it, the sentence, and the field that mends it."""

    rule: str
    words: str
    field: str


def missing(said: ToIssue) -> list[Missing]:
    """Return what has to be recorded before issue, in the order of the draft."""
    return [*_of_both(said), *(_of_notice(said) if said.notice else ()), *_of_service(said)]


def _of_both(said: ToIssue) -> Iterator[Missing]:
    if said.body and not said.proper_address:
        words = "Record the registered or principal office of the body (2014 Act s.55(4)-(6), CPN-12)."
        yield Missing("CPN-12", words, "proper_address")
    if not said.notice and not said.comply_by:
        words = "Say by when the conduct must stop (2014 Act s.43(5)(b), CPW-2)."
        yield Missing("CPW-2", words, "comply_by")
    if not said.notice and not said.earlier_step and not said.skipped_why:
        words = "Say why no earlier step was taken: no advice, letter, contract, mediation or diversion is on record."
        yield Missing("", words, "skipped_why")


def _of_notice(said: ToIssue) -> Iterator[Missing]:
    if not said.informed:
        words = "Record who was informed before issue, or why nobody was (2014 Act s.43(6), CPN-5)."
        yield Missing("CPN-5", words, "informed")
    if not said.terms:
        yield Missing("CPN-6", "Add at least one requirement (2014 Act s.43(3), CPN-6).", "terms")
    for number in said.lacking_purpose:
        words = f"Say what requirement {number} prevents or reduces (2014 Act s.43(4), CPN-7)."
        yield Missing("CPN-7", words, "terms")
    if said.premises and not (said.capacity and said.capacity_reason):
        words = "Record as what they answer for the premises, and why they can control it (2014 Act s.44, CPN-10)."
        yield Missing("CPN-10", words, "capacity")
    yield from _of_fairness(said)


def _of_fairness(said: ToIssue) -> Iterator[Missing]:
    asked = (
        ("equality", "what was considered of equality and disability (Equality Act 2010 s.149, CPN-16)"),
        ("rights", "why it is proportionate (Human Rights Act 1998, CPN-16)"),
        ("ability", "what was checked of their capacity and ability to comply (FAIR-7)"),
    )
    for name, words in asked:
        if not getattr(said, name):
            rule = "FAIR-7" if name == "ability" else "CPN-16"
            yield Missing(rule, f"Record {words}.", name)
    # A body neither begs nor sleeps rough.
    if not said.body and not said.poverty:
        yield Missing("FAIR-3", f"Record {POVERTY}.", "poverty")


def _of_service(said: ToIssue) -> Iterator[Missing]:
    if said.method in ("left", "post") and not (said.address or said.proper_address):
        words = "Record the proper address at which it is served (2014 Act s.55(4), CPN-12)."
        yield Missing("CPN-12", words, "address")
    if said.method != "premises":
        return
    if not said.premises:
        words = (
            "Only what concerns premises may be posted on them: name the premises (2014 Act s.45, CPN-11)."
        )
        yield Missing("CPN-11", words, "premises")
    if not said.enquiries:
        words = "Record which enquiries failed to find the occupier or owner (2014 Act s.45(1), CPN-11)."
        yield Missing("CPN-11", words, "enquiries")
    if not said.photo:
        yield Missing("CPN-11", "Add a photograph of the posting (2014 Act s.45, CPN-11).", "photo")
