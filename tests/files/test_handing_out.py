"""Files are added to reports, incidents and cases, and handed out by a door that records each look."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from django.test import Client, RequestFactory
from PIL import Image

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access, AuditEvent
from asbcases.cases.choices import Scan
from asbcases.cases.files import without_metadata
from asbcases.cases.models import Document
from asbcases.casework.transitions.documents import add_document
from asbcases.db.actor import acting
from asbcases.web import uploads
from tests.files.samples import EXE, HTML, MAKER, PDF, mp4, picture, picture_with_place, sent
from tests.make import NOW, make_case, make_incident, make_report, make_user

pytestmark = pytest.mark.django_db
KINDS = ("report", "incident", "case")


@pytest.fixture
def roots(amira: User, client: Client) -> dict[str, Any]:
    client.force_login(amira)
    incident = make_incident(by=amira)
    return {
        "report": make_report(by=amira),
        "incident": incident,
        "case": make_case(by=amira, incidents=[incident]),
    }


def address(root: Any, *rest: object) -> str:
    return f"/{type(root).__name__.lower()}s/{root.reference}/documents/{'/'.join(map(str, rest))}/"


def body(answered: Any) -> bytes:
    return b"".join(answered.streaming_content) if answered.streaming else answered.content


def add(client: Client, root: Any, content: bytes, name: str = "photo.jpg") -> Any:
    return client.post(address(root, "add"), {"file": sent(content, name), "note": "Her window"})


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_added_listed_and_handed_out(
    client: Client, roots: dict[str, Any], kind: str, amira: User
) -> None:
    root = roots[kind]
    for number in (1, 2):
        assert add(client, root, PDF, f"{number}.pdf")["Location"].endswith(f"/{root.reference}/")

    documents = Document.objects.filter(**{kind: root}).order_by("number")
    assert [(each.number, each.name, each.note, each.recorded_by) for each in documents] == [
        (1, "1.pdf", "Her window", amira),
        (2, "2.pdf", "Her window", amira),
    ]
    event = AuditEvent.objects.filter(verb=Verb.DOCUMENT_ADDED, **{kind: root}).latest("pk")
    assert event.sentence == "added file 2"
    assert "2.pdf" in client.get(f"/{kind}s/{root.reference}/").content.decode()
    assert "Her window" in client.get(address(root, "add")).content.decode()
    assert body(client.get(address(root, 2))) == PDF
    assert client.get(address(root, 3)).status_code == 404


def test_it_is_saved_and_neither_shown_nor_run(client: Client, roots: dict[str, Any]) -> None:
    add(client, roots["report"], HTML, "page.html")

    answered = client.get(address(roots["report"], 1))

    assert answered["Content-Disposition"] == 'attachment; filename="page.html.txt"'
    assert answered["Content-Type"] == "text/plain; charset=utf-8"
    assert answered["X-Content-Type-Options"] == "nosniff"
    assert answered["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answered["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_handed_out_without_place_day_and_camera_and_upright(
    client: Client, roots: dict[str, Any], kind: str
) -> None:
    given = picture_with_place(kind)
    assert MAKER.encode() in given
    add(client, roots["report"], given)

    shown, original = (body(client.get(address(roots["report"], 1, *rest))) for rest in ((), ("original",)))

    with Image.open(io.BytesIO(shown)) as image:
        assert (dict(image.getexif()), image.size) == ({}, (20, 40))
        assert not {"exif", "icc_profile", "comment", "xmp"} & set(image.info)
    assert MAKER.encode() not in shown
    assert original == given


def test_of_a_moving_picture_the_first_one_is_shown(client: Client, roots: dict[str, Any]) -> None:
    add(client, roots["report"], picture("GIF", comment=b"at home"), "a.gif")

    answered = client.get(address(roots["report"], 1))

    assert (answered["Content-Type"], body(answered)[:4]) == ("image/png", b"\x89PNG")
    assert b"at home" not in body(answered)


def test_a_place_in_a_picture_becomes_no_place_of_anything(client: Client, roots: dict[str, Any]) -> None:
    add(client, roots["report"], picture_with_place())

    pages = [f"/reports/{roots['report'].reference}/", address(roots["report"], "add")]

    for page in pages:
        text = client.get(page).content.decode()
        assert not any(words in text for words in ("51.8", "0.89", "45.24", MAKER, "2026:11:22"))


def test_each_look_is_recorded_the_original_apart(client: Client, roots: dict[str, Any], amira: User) -> None:
    report = roots["report"]
    add(client, report, picture())
    add(client, report, mp4(), "film.mp4")
    Access.objects.filter(user=amira)

    for rest in ((1,), (1, "original"), (2,)):
        client.get(address(report, *rest))

    looks = Access.objects.filter(report=report).exclude(about="").order_by("pk")
    assert [(look.what, look.about) for look in looks] == [
        (Look.PAGE, "file 1, without what it says of place and day"),
        (Look.EXPORT, "file 1, as it was given"),
        (Look.EXPORT, "file 2, as it was given"),
    ]


def test_what_cannot_be_taken_is_said_and_nothing_is_kept(client: Client, roots: dict[str, Any]) -> None:
    refused = add(client, roots["report"], EXE)
    empty = client.post(address(roots["report"], "add"), {"note": "x"})

    assert (refused.status_code, empty.status_code) == (409, 400)
    assert "We cannot take this kind of file" in refused.content.decode()
    assert "Choose a file" in empty.content.decode()
    assert not Document.objects.exists()


def test_the_same_sent_twice_is_added_once(client: Client, roots: dict[str, Any]) -> None:
    for _ in range(2):
        client.post(address(roots["report"], "add"), {"file": sent(PDF, "a.pdf"), "idempotency_key": "one"})

    assert Document.objects.count() == 1


def test_what_does_harm_is_not_handed_out(client: Client, roots: dict[str, Any]) -> None:
    add(client, roots["report"], picture())
    Document.objects.update(scan=Scan.INFECTED)

    for rest in ((1,), (1, "original")):
        answered = client.get(address(roots["report"], *rest))
        assert (answered.status_code, "would do harm" in answered.content.decode()) == (409, True)


def test_others_get_none_of_it(client: Client, roots: dict[str, Any], cara: User, dev: User) -> None:
    add(client, roots["case"], PDF, "a.pdf")

    for user, status in ((cara, 404), (dev, 404)):
        client.force_login(user)
        assert client.get(address(roots["case"], 1)).status_code == status
        assert client.post(address(roots["case"], "add"), {"file": sent(PDF)}).status_code == status
    with acting(str(cara.pk)):
        assert not Document.objects.exists()
    with (
        acting(str(cara.pk)),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        add_document(roots["case"], file=sent(PDF), name="a.pdf", by=cara, now=NOW)


def test_a_copy_is_never_made_of_what_bursts() -> None:
    from tests.files.samples import bomb

    with pytest.raises(Exception, match="64 million points"):
        without_metadata(io.BytesIO(bomb(9_000, 9_000)), "image/png")


# --- Fifty megabytes -----------------------------------------------------------------------------
class Endless(io.RawIOBase):
    """A body of so many bytes, which are counted and kept nowhere."""

    def __init__(self, size: int) -> None:
        self.left, self.largest = size, 0

    def read(self, size: int = -1) -> bytes:
        assert 0 <= size <= 1 << 20, "The body must be read piece by piece."
        piece = min(size, self.left)
        self.left, self.largest = self.left - piece, max(self.largest, piece)
        return bytes(piece)


def large(address: str, size: int) -> tuple[Any, Endless]:
    stream = Endless(size)
    request = RequestFactory().generic("POST", address, content_type="multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"], request._stream, request.user = str(size), stream, AnonymousUser()

    def never(_: object) -> Any:
        raise AssertionError("A page must not see it.")

    return uploads.SizeLimit(never)(request), stream


@pytest.mark.parametrize(
    ("page", "words"),
    [("/report/files/", "your answers are still here"), ("/cases/x/", "still on that page")],
)
def test_fifty_megabytes_are_refused_without_being_kept(page: str, words: str) -> None:
    answered, stream = large(page, 50 * 1024 * 1024)

    assert (answered.status_code, words in answered.content.decode()) == (413, True)
    assert (stream.left, stream.largest) == (0, uploads.PIECE)


def test_without_end_nobody_is_listened_to() -> None:
    answered, stream = large("/report/files/", 10 * uploads.RUNS_PAST)

    assert answered.status_code == 413
    assert stream.left == 9 * uploads.RUNS_PAST


def test_what_breaks_off_is_waited_for_no_longer() -> None:
    request = RequestFactory().generic("POST", "/report/files/", b"short")
    request.META["CONTENT_LENGTH"] = str(50 * 1024 * 1024)

    assert uploads.SizeLimit(lambda _: None)(request).status_code == 413  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize("stated", ["", "12", "x"])
def test_what_is_small_or_says_no_size_goes_on(stated: str) -> None:
    request = RequestFactory().post("/report/files/")
    request.META["CONTENT_LENGTH"] = stated

    assert uploads.SizeLimit(lambda _: "answered")(request) == "answered"  # type: ignore[arg-type, return-value]


def test_a_handler_may_add_files_and_an_administrator_may_not(client: Client, roots: dict[str, Any]) -> None:
    for role, status in ((Role.CONTACT_HANDLER, 200), (Role.ADMINISTRATOR, 404)):
        client.force_login(make_user(role.value, role))
        assert client.get(address(roots["report"], "add")).status_code == status
