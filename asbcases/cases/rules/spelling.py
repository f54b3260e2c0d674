"""One form for letters that are written in many."""

import re
import unicodedata

# Letters with a stroke or joined letters, which Unicode does not take apart.
_WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_APOSTROPHES = re.compile("['`\u00b4\u02bc\u2018\u2019\u2032]")
_DASHES = re.compile("[\u2010-\u2015\u2212-]")
_KEPT = frozenset('@+/&.,;:()<>"-\n ')


def visible(text: str) -> str:
    """Return the text with plain spaces and dashes, and without the marks that nobody sees."""
    shown = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return _DASHES.sub("-", unicodedata.normalize("NFKC", shown)).strip()


def folded(text: str) -> str:
    """Return the text in small plain letters and digits: no accents, no apostrophes, no pictures."""
    taken_apart = unicodedata.normalize("NFKD", visible(text).casefold().translate(_WHOLE_LETTERS))
    return "".join(map(_plain, _APOSTROPHES.sub("", taken_apart)))


def _plain(letter: str) -> str:
    if unicodedata.combining(letter):
        return ""
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    return letter if letter.isalpha() or letter in _KEPT else " "


def words(text: str) -> list[str]:
    """Return the words of a text in plain small letters, whatever stands between them."""
    return re.findall(r"[^\W_]+", folded(text))
