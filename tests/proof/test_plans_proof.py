"""The proof of the assessment of plans fails where intervals miss the truth, and where nothing is called a success."""

from dataclasses import replace

from tests.proof.plans import judged, prove, section
from tests.proof.worlds import null_plans, plans_with_known_effect

OTHER_SEED = 7


def test_a_few_plans_of_another_seed_hold() -> None:
    found = prove(0.06, OTHER_SEED)

    assert found.holds, found.lines


def test_the_proof_holds_only_where_intervals_hold_the_truth_and_nothing_is_a_success_without_cause() -> None:
    known = [judged(each) for each in plans_with_known_effect(20, OTHER_SEED)]
    null = [judged(each) for each in null_plans(20, OTHER_SEED)]
    told = [each for each in known if each.success]
    missed = [replace(each, covers=False) for each in known]

    assert section(known, null, 1.0).holds
    assert not section(missed, null, 1.0).holds
    assert told
    assert not section(known, told, 1.0).holds
    assert not section([], null, 1.0).holds
