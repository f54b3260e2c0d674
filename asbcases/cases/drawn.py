"""References and codes that nobody can guess."""

import secrets

# No vowels, so that no word comes of it, and nothing that looks like something else.
LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"


def drawn_reference() -> str:
    """Return a reference that nobody can guess: three times four letters and digits."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(12))
    return "-".join(drawn[place : place + 4] for place in (0, 4, 8))
