"""A file is taken for what its bytes say, from a short list; bombs and what would do harm are refused in a sentence."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from asbcases.cases.files import ACCEPTED, MOST, clean_name, keep, name_to_save, opened, pictures
from asbcases.cases.files.sniffing import media_type_of
from asbcases.errors import Refused
from tests.files.samples import EXE, HTML, PDF, bomb, mp4, picture, sent

TAKEN = {
    "image/jpeg": picture(),
    "image/png": picture("PNG"),
    "image/gif": picture("GIF"),
    "image/webp": picture("WEBP"),
    "image/heic": mp4(b"heic"),
    "application/pdf": PDF,
    "video/mp4": mp4(),
    "video/quicktime": mp4(b"qt  "),
    "audio/mpeg": b"ID3\x03\0\0\0\0\0\x21" + bytes(200),
    "audio/mp4": mp4(b"M4A "),
    "audio/wav": b"RIFF\x24\0\0\0WAVEfmt " + bytes(200),
    "audio/ogg": b"OggS\0\x02" + bytes(22) + b"\x01vorbis" + bytes(200),
    "text/plain": "They threw stones. \N{SNOWMAN} \u202eabc\r\n".encode(),
}


@pytest.mark.parametrize("kind", ACCEPTED)
def test_each_kind_on_the_list_is_known_by_its_bytes(kind: str) -> None:
    assert media_type_of(sent(TAKEN[kind], "anything.bin")) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (mp4(b"avc1"), "video/mp4"),
        (mp4(b"iso5"), "video/mp4"),
        (mp4(b"mif1"), "image/heic"),
        (b"\xff\xfb\x90\x00" + bytes(200), "audio/mpeg"),
        (b"\xff\xf3\x40\x00" + bytes(200), "audio/mpeg"),
        (b"\xef\xbb\xbfhello", "text/plain"),
        # What a browser would run is text to us, and is handed out as nothing else.
        (HTML, "text/plain"),
    ],
)
def test_kinds_that_the_library_does_not_know_are_known_too(content: bytes, kind: str) -> None:
    assert media_type_of(sent(content)) == kind


@pytest.mark.parametrize(
    "content",
    [
        EXE,
        b"PK\x03\x04" + bytes(100),
        mp4(b"crx "),
        b"\x00\x01\x02",
        b"caf\xe9",
        b"text\x00more",
        b"text\x1b[31m",
    ],
)
def test_anything_else_is_refused_with_what_we_take(content: bytes) -> None:
    with pytest.raises(Refused, match="cannot take this kind of file"):
        media_type_of(sent(content))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused, match="empty"):
        keep(sent(b""), "a.txt")


def test_a_file_that_lies_about_its_kind_is_kept_under_its_true_one() -> None:
    kept = keep(sent(PDF, "holiday.jpg", "image/jpeg"), "holiday.jpg")

    assert (kept.media_type, kept.name) == ("application/pdf", "holiday.jpg")
    assert name_to_save(kept.name, ACCEPTED[kept.media_type]) == "holiday.jpg.pdf"
    assert opened(kept.sha256).read() == PDF


@pytest.mark.parametrize(
    "content",
    [
        picture()[:200],
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100),
        b"GIF89a/*<script>" + bytes(50),
        picture("PNG")[:60],
    ],
)
def test_a_picture_that_cannot_be_opened_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="damaged, or it is no picture"):
        keep(sent(content), "photo.jpg")


def test_a_picture_that_unpacks_to_more_than_a_camera_makes_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for content in (bomb(), bomb(9_000, 9_000)):
        with pytest.raises(Refused, match="64 million points"):
            keep(sent(content), "bomb.png")
    monkeypatch.setattr(Image, "open", lambda *a, **k: (_ for _ in ()).throw(MemoryError))
    with pytest.raises(Refused, match="64 million points"):
        keep(sent(picture()), "photo.jpg")


def test_a_file_over_the_limit_is_refused_without_a_look() -> None:
    with pytest.raises(Refused, match="larger than 25 MB"):
        keep(sent(PDF + bytes(MOST)), "film.mp4")


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\jade\photo.jpg", "photo.jpg"),
        ("photo\u202egpj.exe", "photo\N{REPLACEMENT CHARACTER}gpj.exe"),
        ("a\u2066b\u200fc.txt", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c.txt"),
        ("a\x00b\r\n\tc\ud800.txt", "abc.txt"),
        ("  stones \u00a0 thrown .jpg ", "stones thrown .jpg"),
        ("\N{FAMILY}\N{ZERO WIDTH JOINER}\N{BOY}.png", "\N{FAMILY}\N{ZERO WIDTH JOINER}\N{BOY}.png"),
        ("\N{ARABIC LETTER ALEF}.pdf", "\N{ARABIC LETTER ALEF}.pdf"),
        ("....", "file"),
        ("", "file"),
        ("\x00", "file"),
        (f"{'a' * 300}.jpeg", f"{'a' * 115}.jpeg"),
    ],
)
def test_a_name_is_shown_without_what_misleads(named: str, shown: str) -> None:
    assert clean_name(named) == shown


def test_the_same_bytes_are_kept_once_and_a_leftover_is_written_anew() -> None:
    first = keep(sent(picture(size=(41, 20))), "one.jpg")
    path = f"files/{first.sha256[:2]}/{first.sha256}"
    before = default_storage.get_modified_time(path)
    again = keep(sent(picture(size=(41, 20))), "two.jpg")
    assert (again.sha256, default_storage.get_modified_time(path)) == (first.sha256, before)

    Path(default_storage.path(path)).write_bytes(b"half")
    keep(sent(picture(size=(41, 20))), "three.jpg")

    assert opened(first.sha256).read() == picture(size=(41, 20))


def test_two_who_write_the_same_at_once_leave_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keep(sent(picture(size=(42, 20))), "one.jpg")
    folder = f"files/{kept.sha256[:2]}"
    before = default_storage.listdir(folder)[1]
    # As if it had appeared between the look and the writing.
    monkeypatch.setattr(type(default_storage), "exists", lambda *_: False, raising=False)
    monkeypatch.setattr(
        default_storage,
        "delete",
        lambda name, d=default_storage.delete: d(name) if name.rsplit("/")[-1] != kept.sha256 else None,
    )
    keep(sent(picture(size=(42, 20))), "two.jpg")
    monkeypatch.undo()

    assert default_storage.listdir(folder)[1] == before


def test_only_our_own_account_may_read_the_bytes() -> None:
    kept = keep(sent(picture(size=(43, 20))), "one.jpg")
    path = Path(default_storage.path(f"files/{kept.sha256[:2]}/{kept.sha256}"))

    assert oct(path.stat().st_mode)[-3:] == "600"
    assert oct(path.parent.stat().st_mode)[-3:] == "700"


# --- The scanner ------------------------------------------------------------------------------
class Scanner(threading.Thread):
    """Speaks as ClamAV does, once, and says what it was told to say."""

    def __init__(self, verdict: bytes, family: int, address: object) -> None:
        super().__init__(daemon=True)
        self.listening = socket.socket(family, socket.SOCK_STREAM)
        self.listening.bind(address)  # type: ignore[arg-type]
        self.listening.listen(1)
        self.verdict, self.heard = verdict, b""

    def run(self) -> None:
        talk, _ = self.listening.accept()
        with talk, talk.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!I", stream.read(4))[0]:
                self.heard += stream.read(size)
            talk.sendall(self.verdict)


@pytest.fixture
def socket_path(tmp_path: Path) -> Iterator[str]:
    return str(tmp_path / "clamd.sock")


@pytest.mark.parametrize(
    ("verdict", "scan"),
    [(b"stream: OK\0", "clean"), (b"INSTREAM size limit exceeded. ERROR\0", "not_scanned")],
)
def test_a_scanner_that_is_named_is_asked(verdict: bytes, scan: str, socket_path: str, settings) -> None:
    scanner = Scanner(verdict, socket.AF_UNIX, socket_path)
    scanner.start()
    settings.CLAMAV_SOCKET = socket_path

    kept = keep(sent(PDF), "a.pdf")
    scanner.join(5)

    assert (kept.scan, scanner.heard) == (scan, PDF)


def test_what_the_scanner_finds_harmful_is_refused(settings) -> None:
    scanner = Scanner(b"stream: Eicar-Test-Signature FOUND\0", socket.AF_INET, ("127.0.0.1", 0))
    scanner.start()
    settings.CLAMAV_SOCKET = f"tcp://127.0.0.1:{scanner.listening.getsockname()[1]}"

    with pytest.raises(Refused, match="would do harm"):
        keep(sent(b"harmful, for the sake of it"), "a.txt")


def test_without_a_scanner_or_without_its_answer_a_file_is_not_scanned(socket_path: str, settings) -> None:
    assert keep(sent(PDF), "a.pdf").scan == "not_scanned"
    settings.CLAMAV_SOCKET = socket_path
    assert keep(sent(PDF), "a.pdf").scan == "not_scanned"


def test_every_picture_that_we_open_is_on_the_list() -> None:
    assert set(pictures.FORMATS) < set(ACCEPTED)
