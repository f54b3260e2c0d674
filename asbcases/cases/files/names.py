"""The name of a file, as it may be shown: no folder, nothing that hides or turns round what it says."""

import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
# What turns the direction of writing would show "photo" and end in ".exe": a sign stands where it was.
TURNED = "\N{REPLACEMENT CHARACTER}"
TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_name(sent: str) -> str:
    """Return the name of a file as it may be shown, with a mark where something turned its letters round."""
    last = sent.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    shown = "".join(_shown(letter) for letter in unicodedata.normalize("NFC", last))
    words = " ".join(shown.split()).strip(". ")
    return _shortened(words) or "file"


def _shown(letter: str) -> str:
    if letter in TURNS:
        return TURNED
    kind = unicodedata.category(letter)
    if kind == "Zs":
        return " "
    # Control characters, halves of characters and what has no width; emoji are joined by one of those.
    return "" if kind[0] == "C" and letter != "\N{ZERO WIDTH JOINER}" else letter


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    ending = PurePosixPath(name).suffix[:10]
    return name[: LONGEST - len(ending)] + ending


def name_to_save(name: str, endings: tuple[str, ...]) -> str:
    """Return the name under which a browser saves a file: it ends as its bytes say, whatever it was called."""
    return name if name.lower().endswith(endings) else f"{name}{endings[0]}"
