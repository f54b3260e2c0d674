"""Letters begin with the area's own words, and say where a day is still to be agreed."""

import pytest

from asbcases.accounts.models import User
from tests.triggers.make import COLCHESTER, make_application
from tests.triggers.make_reviews import DAY, NOW, WHOLE, hold_panel, make_procedure, make_review
from triggers.queries.letters import acknowledgement_words
from triggers.queries.outcomes import outcome_words

pytestmark = pytest.mark.django_db


def test_the_acknowledgement_says_what_is_held_and_explains_the_thresholds_of_the_area(ben: User) -> None:
    held = acknowledgement_words(make_application(by=ben, area=COLCHESTER))
    assert (
        "for this: replies of the bodies and decision on the threshold. We will agree a day with you." in held
    )
    make_procedure(letters={"thresholds": "Three reports, since one may be chance."})
    whole = acknowledgement_words(make_application(by=ben, area=WHOLE))
    assert "Three reports, since one may be chance." in whole
    assert "agree a day" not in whole
    make_procedure("other", letters={"acknowledgement": "We have it."})
    assert acknowledgement_words(make_application(by=ben, area="other")) == "We have it."


def test_the_outcome_begins_with_the_areas_own_words(ben: User) -> None:
    make_procedure(letters={"outcome": "We are sorry that it took this long."})
    review = make_review(by=ben, area=WHOLE)
    assert outcome_words(review) == ""
    hold_panel(review, by=ben, now=NOW + DAY)

    words = outcome_words(review)

    assert words.startswith("We are sorry that it took this long.\n\nThe panel that looked at your case met")
    assert "It decided: The landlord moves the bins." in words
