"""Secrets of second factors are sealed: the database, or a backup of it, does not give them away alone (ASVS 6.5.2)."""

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

# With this every sealed text begins; neither the secret of an app (A-Z, 2-7) nor a seed (hexadecimal) can.
SEALED = "gAAAA"
SECRETS = ("secret", "seed")


def seal(text: str) -> str:
    """Return a secret sealed with a key that is drawn from SECRET_KEY."""
    return _keys().encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    """Return a sealed secret as it was, by SECRET_KEY or one of SECRET_KEY_FALLBACKS, and one of before as it stands.

    Raises InvalidToken where none of these keys has sealed it.
    """
    return _keys().decrypt(text.encode()).decode() if text.startswith(SEALED) else text


def seal_again(factors: Iterable[Any]) -> int:
    """Seal the secrets of apps and recovery codes with the key of today, and return how many factors they are."""
    done = 0
    for factor in factors:
        if secrets := {name: seal(unseal(factor.data[name])) for name in SECRETS if name in factor.data}:
            factor.data |= secrets
            factor.save(update_fields=["data"])
            done += 1
    return done


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    drawn = HKDF(SHA256(), length=32, salt=None, info=b"asbcases second factor").derive(force_bytes(secret))
    return Fernet(urlsafe_b64encode(drawn))
