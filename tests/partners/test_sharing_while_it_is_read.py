"""A share that ends or is recalled while somebody reads, and two accounts in one browser."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import Error, connection, transaction
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.db.actor import acting
from partners.models import Disclosure, Share
from partners.queries.projection import shared_case
from partners.transitions.changing import recall_share
from partners.transitions.disclosing import disclose
from tests.make import make_case, make_given
from tests.partners.make_shared import share_of

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_a_share_that_ended_since_the_request_began_gives_nothing(amira: User, dev: User) -> None:
    now = timezone.now()
    case = make_case(by=amira, now=now - MINUTE)
    share_of(case, dev.agency, by=amira, ends_at=now - 2 * MINUTE)

    with acting(str(dev.pk)):
        # Ours goes by the instant at which the request began, the database by its own.
        assert shared_case(case.reference, dev, now=now - 3 * MINUTE) is None


@pytest.mark.django_db(transaction=True)
def test_what_is_recalled_while_a_page_is_made_is_not_shown_without_a_row_of_it(
    amira: User, dev: User
) -> None:
    now = timezone.now()
    with acting("system:test"), transaction.atomic():
        share = make_given(make_case(by=amira, now=now - MINUTE), dev.agency, by=amira, now=now - MINUTE)
        reference = share.case.reference

    def recall() -> None:
        with acting(str(amira.pk)), transaction.atomic():
            recall_share(Share.objects.select_related("case").get(), reason="Over.", by=amira, now=now)
        connection.close()

    with ThreadPoolExecutor(1) as pool, acting(str(dev.pk)):
        with transaction.atomic():
            given = shared_case(reference, dev, now=now)
            assert given
            pool.submit(recall).result()
            with pytest.raises(Error, match="row-level security"), transaction.atomic():
                disclose(given, by=dev, now=now)
        with transaction.atomic():
            assert shared_case(reference, dev, now=timezone.now()) is None

    with acting("system:test"), transaction.atomic():
        assert not Disclosure.objects.exists()


@pytest.mark.django_db
def test_who_signs_in_with_another_account_in_the_same_browser_leaves_the_first_session_behind(
    client: Client, amira: User, dev: User, eve: User
) -> None:
    now = timezone.now()
    case = make_case(by=amira, now=now - MINUTE)
    make_given(case, dev.agency, by=amira, now=now - MINUTE)
    client.force_login(dev)
    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert case.reference in client.get("/shared/").content.decode()

    client.force_login(eve)

    assert case.reference not in client.get("/shared/").content.decode()
    other_tab = Client()
    other_tab.cookies[settings.SESSION_COOKIE_NAME] = first
    answer = other_tab.get("/shared/")
    assert (answer.status_code, answer["Location"].startswith("/accounts/login/")) == (302, True)
