"""The proof of the doors fails where an answer was not promised, the service broke, or too few doors opened."""

from tests.access.doors import Heard
from tests.proof.doors import section


def told(**first: object) -> dict[str, Heard]:
    """Return what was heard at three doors; of the first, what is given here."""
    whole = {"statuses": [201, 404], "followed": 1, **first}
    return {"one": Heard(**whole), "two": Heard(statuses=[200]), "three": Heard(statuses=[409])}


def test_the_proof_holds_only_where_every_answer_was_promised_and_most_doors_opened() -> None:
    assert section(told(), 1.0).holds
    assert not section({}, 1.0).holds
    assert not section(told(statuses=[404]), 1.0).holds
    assert not section(told(statuses=[201, 500]), 1.0).holds
    assert not section(told(followed=0), 1.0).holds
    assert not section(told(broken=["Undocumented status code"]), 1.0).holds
