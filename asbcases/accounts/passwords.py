"""Which passwords are refused beside the common ones: those made of words that everybody here would try first."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model

LEAST_WITHOUT = 8


class OwnWords:
    """Refuses a password of which little is left without the words of the force, its service and its places."""

    def validate(self, password: str, user: Model | None = None) -> None:
        """Raise ValidationError where fewer than eight letters and digits are left; years and full stops count for nothing."""
        if len(left_of(password, own_words())) < LEAST_WITHOUT:
            raise ValidationError(self.get_help_text(), code="password_of_own_words")

    def get_help_text(self) -> str:
        """Return the rule in plain words."""
        return (
            "A password must be more than the name of the force, of this service or of a place, and a year."
        )


def own_words() -> set[str]:
    """Return the words that count for nothing: of the names in the settings, and those that the force adds."""
    named = f"{settings.FORCE_NAME} {settings.SERVICE_NAME} {' '.join(settings.PASSWORD_WORDS)}"
    return {word for word in re.findall(r"\w+", named.lower()) if len(word) > 2}


def left_of(password: str, words: set[str]) -> str:
    """Return what is left of a password without these words, years and what is no letter or digit."""
    left = password.lower()
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return re.sub(r"(?:19|20)\d\d|[\W_]", "", left)
