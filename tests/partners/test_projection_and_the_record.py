"""What was done on a case, and what police were told of it, is not read by a share, whatever its tier."""

import pytest

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.db.actor import acting
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from asbcases.notify.transitions import enqueue
from tests.make import NOW, make_case
from tests.partners.make_shared import share_of

pytestmark = pytest.mark.django_db


def test_a_share_opens_neither_the_record_of_a_case_nor_the_messages_of_others(
    amira: User, ben: User, dev: User
) -> None:
    case = make_case(by=amira)
    share_of(case, dev.agency, by=amira)
    enqueue("bens", ben, Template.MISSED, {}, now=NOW, case=case)
    enqueue("devs", dev, Template.MISSED, {}, now=NOW, case=case)

    with acting(str(dev.pk)):
        assert not AuditEvent.objects.filter(case=case).exists()
        assert list(Message.objects.filter(case=case).values_list("recipient", flat=True)) == [dev.pk]
    with acting(str(ben.pk)):
        assert AuditEvent.objects.filter(case=case).exists()
        assert Message.objects.filter(case=case).count() == 2
