"""What was left by the public form is taken in each minute; one that cannot be holds up nobody and is not lost."""

from datetime import timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from tests.make import NOW
from tests.triggers.make import COLCHESTER, make_co_ordinator
from triggers.models import PublicApplication
from triggers.tasks import ApplicationsInTroubleError, take_in_applications
from triggers.transitions import leave_application

pytestmark = pytest.mark.django_db
SAID = {"area": COLCHESTER, "happened": "Stones at the windows"}


def test_each_that_waits_is_taken_in_and_what_is_in_trouble_comes_last_and_is_tried_again(ben: User) -> None:
    make_co_ordinator()
    leave_application("refused", said={**SAID, "happened": " "}, now=NOW)
    leave_application("broken", said={"area": COLCHESTER}, now=NOW)
    leave_application("sound", said=SAID, now=NOW + timedelta(minutes=1))

    with pytest.raises(ApplicationsInTroubleError, match="2 applications"):
        take_in_applications()

    review = CaseReview.objects.get()
    assert (review.public_reference, review.recorded_by) == ("sound", None)
    troubles = dict(PublicApplication.objects.values_list("reference", "trouble"))
    assert troubles == {"refused": "Say what happened.", "broken": "KeyError", "sound": ""}

    PublicApplication.objects.exclude(reference="sound").update(said=SAID)
    take_in_applications()
    take_in_applications()

    assert CaseReview.objects.count() == 3
    assert not PublicApplication.objects.exclude(trouble="").exists()
