"""What a file is, by its bytes; the short list of what is taken, and a sentence for everything else."""

import re
from collections.abc import Mapping
from typing import IO

import puremagic

from asbcases.errors import Refused

MOST = 25 * 1024 * 1024
# Each kind with the endings that fit it, the usual one first.
ACCEPTED: Mapping[str, tuple[str, ...]] = {
    "image/jpeg": (".jpg", ".jpeg", ".jfif"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"),
    "application/pdf": (".pdf",),
    "video/mp4": (".mp4", ".m4v"),
    "video/quicktime": (".mov",),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a",),
    "audio/wav": (".wav",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "text/plain": (".txt",),
}
WORDS = (
    "a picture (JPEG, PNG, GIF, WebP, HEIC), a PDF, a film (MP4, MOV), a recording (MP3, M4A, WAV, OGG) "
    "or plain text"
)
# Which of the kinds that the library tells apart are which of ours.
KNOWN = {
    **{ending: kind for kind, endings in ACCEPTED.items() for ending in endings},
    ".jpe": "image/jpeg",
    ".mpga": "audio/mpeg",
    ".ogx": "audio/ogg",
}
# The brands of the family of MP4, which the library knows in part.
BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys((b"M4A ", b"M4B "), "audio/mp4"),
    b"qt  ": "video/quicktime",
}
FILMS = (b"iso", b"mp4", b"M4V", b"avc", b"dash", b"MSN", b"3gp", b"mmp")
HEAD = 4096
# Control characters but for blanks and ends of lines, as UTF-8 writes them.
STEERS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")
# A sound of MPEG without a label begins with eleven bits that are set, layer III among what follows.
MPEG_SOUND = {0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2}


def media_type_of(file: IO[bytes]) -> str:
    """Return what a file is, as its bytes say; Refused where it is nothing that we take."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise Refused("This file is empty: choose it again.")
    found = _of_mp4(head) or _by_magic(head) or (_is_text(file) and "text/plain") or ""
    file.seek(0)
    if found not in ACCEPTED:
        raise Refused(f"We cannot take this kind of file. Send {WORDS}.")
    return found


def _of_mp4(head: bytes) -> str:
    if head[4:8] != b"ftyp":
        return ""
    brand = head[8:12]
    return BRANDS.get(brand) or ("video/mp4" if brand.startswith(FILMS) else "other")


def _by_magic(head: bytes) -> str:
    """Return the kind by the signs at the beginning; a stranger's signs are taken for what they are."""
    if head[0] == 0xFF and head[1:2] and head[1] in MPEG_SOUND:
        return "audio/mpeg"
    if head.startswith(b"OggS"):
        return "audio/ogg"
    try:
        signs = puremagic.magic_string(head)
    except puremagic.PureError:
        return ""
    kinds = [KNOWN[sign.extension] for sign in signs if sign.extension in KNOWN]
    return kinds[0] if kinds and kinds[0] != "text/plain" else ""


def _is_text(file: IO[bytes]) -> bool:
    """Return whether a file is text all through: letters and line ends of UTF-8, and nothing that steers a machine."""
    file.seek(0)
    content = file.read()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not STEERS.search(content)
