"""Tokens by which programs use the API: what one looks like, whose it is, and how often it is used."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from asbcases.accounts.models import Token, User

# By the first letters whoever finds one knows what it is, and programs that look for lost secrets do.
PREFIX = "asbcases_"
COUNTED = timedelta(minutes=1)


def new_secret() -> str:
    """Return what a program is to send: 256 bits of chance, so that a plain SHA-256 of it gives nothing away."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def in_force(now: datetime) -> QuerySet[Token]:
    """Return the tokens that open something at an instant: not expired, not revoked, of an account that is open."""
    return Token.objects.filter(expires_at__gt=now, revoked_at__isnull=True, user__is_active=True)


def token_named(secret: str, now: datetime) -> Token | None:
    """Return the token that a program sent; None alike for one that never was, has expired or was revoked."""
    digest = digest_of(secret)
    found = in_force(now).filter(digest=digest).select_related("user__agency", "user__team").first()
    return found if found and constant_time_compare(found.digest, digest) else None


def token_of(request: HttpRequest) -> Token | None:
    """Return by which token a request came, or None where it came by a session or by nothing."""
    return getattr(request, "token", None)


def note_use(token: Token, now: datetime, most: int) -> bool:
    """Note that a token is used, and return whether it was used less often than allowed within the minute."""
    same_minute = Q(counted_from__gt=now - COUNTED)
    allowed = Token.objects.filter(~same_minute | Q(counted__lt=most), pk=token.pk)
    noted = allowed.update(
        used_at=now,
        counted_from=Case(When(same_minute, then=F("counted_from")), default=Value(now)),
        counted=Case(When(same_minute, then=F("counted") + 1), default=Value(1)),
    )
    return bool(noted)


def tokens_of(user: User) -> QuerySet[Token]:
    """Return the tokens of an account, also those that are over."""
    return user.tokens.select_related("made_by", "revoked_by")
