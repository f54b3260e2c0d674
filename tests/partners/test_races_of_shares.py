"""A share that is taken back while a page or a paper is on its way, and an agreement that ends while a case is shared."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from asbcases.cases.choices import Tier
from asbcases.db.actor import acting
from asbcases.errors import Refused
from partners.models import Agreement, Disclosure, Share
from partners.transitions.agreements import end_agreement, leave_agreement
from partners.transitions.changing import recall_share
from tests.browser.answering import let_answer
from tests.make import NOW, keeper, make_agreement, make_case, make_given
from tests.triggers.make_packs import FOR_WHOM, make_secret_review
from triggers.choices import PackLevel
from triggers.models import PanelAttendee, ReviewPack
from triggers.transitions.attendees import remove_attendee
from triggers.transitions.packs import make_pack

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
# More than what system and server hold between them: whoever sends it waits for whoever reads.
LARGE = 24 * 1024 * 1024


class SlowReader:
    """Reads what a server sends as slowly as it likes."""

    def __init__(self, user: User, server: str) -> None:
        client = Client()
        client.force_login(user)
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
        self.where = urlsplit(server)

    @contextmanager
    def asks(self, path: str) -> Iterator[socket.socket]:
        """Ask for a page on a connection that holds little, and end it."""
        with socket.socket() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.settimeout(60)
            line.connect((str(self.where.hostname), int(self.where.port or 80)))
            host = f"Host: {self.where.netloc}\r\nCookie: {self.cookie}\r\nConnection: close\r\n"
            line.sendall(f"GET {path} HTTP/1.1\r\n{host}\r\n".encode())
            yield line
        let_answer()


def rest_of(line: socket.socket) -> int:
    """Return how many bytes still come."""
    count = 0
    while more := line.recv(1 << 20):
        count += len(more)
    return count


def status_of(reader: SlowReader, path: str) -> int:
    with reader.asks(path) as line:
        answer = line.recv(4096)
        rest_of(line)
    return int(answer.split(b" ")[1])


def test_who_is_let_out_while_a_paper_is_on_its_way_holds_nobody_up_and_gets_no_other(
    live_server: Any, amira: User, ben: User, dev: User
) -> None:
    with acting("system:test"), transaction.atomic():
        panel = make_secret_review(ben=ben, amira=amira, guest=dev, tier=Tier.INCIDENTS)
        pack = make_pack(panel, level=PackLevel.INCIDENTS, for_whom=FOR_WHOM, by=ben, now=NOW + DAY)
        row = {
            field.name: getattr(pack, field.name) for field in ReviewPack._meta.fields if field.name != "id"
        }
        ReviewPack.objects.create(**{**row, "number": 2, "pdf": b"%PDF-1.7" + bytes(LARGE)})
        sat = PanelAttendee.objects.get(user=dev)
    reader, path = SlowReader(dev, live_server.url), f"/reviews/{panel.review.reference}/packs/2/pdf/"

    with reader.asks(path) as line:
        begun = line.recv(64)
        with acting(str(ben.pk)), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '5s'")
            remove_attendee(sat, why="Another comes", by=ben, now=NOW + DAY)
        came = rest_of(line)

    assert begun.startswith(b"HTTP/1.1 200")
    # What was handed over was handed over whole, and is on the record as one export.
    assert came > LARGE
    assert status_of(reader, path) == 404
    with acting("system:test"), transaction.atomic():
        assert Access.objects.filter(user=dev, what=Look.EXPORT).count() == 1


def test_of_a_share_that_is_recalled_while_its_page_is_read_no_other_page_comes(
    live_server: Any, amira: User, dev: User
) -> None:
    now = timezone.now()
    with acting("system:test"), transaction.atomic():
        share = make_given(make_case(by=amira, now=now - DAY), dev.agency, by=amira, now=now - DAY)
        reference = share.case.reference
    reader = SlowReader(dev, live_server.url)

    with reader.asks(f"/shared/{reference}/") as line:
        begun = line.recv(16)
        with acting(str(amira.pk)), transaction.atomic():
            recall_share(Share.objects.select_related("case").get(), reason="Over.", by=amira, now=now)
        rest_of(line)

    assert begun.startswith(b"HTTP/1.1 200")
    paths = (f"/shared/{reference}/", f"/shared/{reference}/notes/", f"/shared/{reference}/ask/")
    assert [status_of(reader, path) for path in paths] == [404] * 3
    with acting("system:test"), transaction.atomic():
        # The one reading that there was, and none of what was refused.
        assert set(Disclosure.objects.values_list("share", "reader")) == {(share.pk, dev.pk)}
        assert Disclosure.objects.values("at").distinct().count() == 1


def end_all(agreement: Agreement, by: User, now: Any) -> None:
    end_agreement(agreement, ended_on=now.date(), why="It is replaced.", by=by, now=now)


def leave(agreement: Agreement, by: User, now: Any) -> None:
    leave_agreement(agreement.parties.get(), left_on=now.date(), reason="They merge.", by=by, now=now)


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("ends", [end_all, leave])
def test_a_case_that_is_shared_while_its_agreement_ends_is_not_shared_beyond_it(
    amira: User, dev: User, ends: Any
) -> None:
    now = timezone.now()
    with acting("system:test"), transaction.atomic():
        agreement, kit = make_agreement(dev.agency), keeper()
        case = make_case(by=amira, now=now - DAY)
    ended, said = Event(), list[str]()

    def share() -> None:
        ended.wait(10)
        try:
            with acting(str(amira.pk)), transaction.atomic():
                make_given(case, dev.agency, by=amira, now=now)
        except Refused as refused:
            said.append(refused.reason)
        finally:
            connection.close()

    other = Thread(target=share)
    other.start()
    with acting(str(kit.pk)), transaction.atomic():
        ends(agreement, kit, now)
        ended.set()
        until = time.monotonic() + 10
        # The other read that it is in force, and waits for this to be over.
        while not somebody_waits() and other.is_alive() and time.monotonic() < until:
            time.sleep(0.02)
    other.join(30)

    assert len(said) == 1
    assert "over before that day" in said[0]
    with acting("system:test"), transaction.atomic():
        assert not Share.objects.exists()
