"""The kinds of problem that the API knows: a word for programs, a title for people, and the usual sentence."""

from typing import NamedTuple

from rest_framework import exceptions

from asbcases.web.scoped import NOT_FOUND


class Kind(NamedTuple):
    """What sort of problem it is: a word for programs, a title for people."""

    status: int
    name: str
    title: str
    detail: str = ""


INVALID = Kind(
    400, "invalid", "Some of what you sent cannot be used", "Mend what `errors` names, and send it again."
)
MALFORMED = Kind(400, "malformed", "The request could not be read", "Send it again, whole.")
NOT_SIGNED_IN = Kind(401, "not-signed-in", "You are not signed in", "Sign in, then send the request again.")
NOT_PERMITTED = Kind(403, "not-permitted", "You may not do this", "Your role does not include this act.")
OUTSIDE = Kind(
    403,
    "not-permitted",
    "You may not do this",
    "This would be recorded where you may not see it: ask who works there.",
)
NO_SECOND_FACTOR = Kind(
    403,
    "second-factor-needed",
    "Your account needs an authenticator",
    "Sign in to the pages and set one up: until then nothing else is open to you.",
)
NO_SCOPE = Kind(403, "scope-needed", "The token is not for this")
UNSEEN = Kind(404, "not-found", "Not found", NOT_FOUND)
METHOD = Kind(405, "method-not-allowed", "This cannot be done here")
NOT_ACCEPTABLE = Kind(406, "not-acceptable", "The answer comes as JSON only", "Ask for application/json.")
REFUSED = Kind(409, "refused", "A rule refuses this")
CONFLICT = Kind(409, "conflict", "Somebody else was quicker")
STALE = Kind(412, "stale", "The record was changed since you read it")
TOO_LARGE = Kind(413, "too-large", "The request is too large", "Send less at once: 2.5 MB is the most.")
MEDIA_TYPE = Kind(
    415, "media-type", "The request must be JSON", "Send the header Content-Type: application/json."
)
FILE_TOO_LARGE = Kind(413, "too-large", "The file is too large")
NO_FORM = Kind(
    415,
    "media-type",
    "The request must be a form with a file",
    "Send the header Content-Type: multipart/form-data, with its boundary.",
)
KEY_REUSED = Kind(422, "key-reused", "This Idempotency-Key was used for another request")
NO_VERSION = Kind(428, "version-required", "Say which version you read")
TOO_MANY = Kind(429, "too-many", "Too many requests", "Wait for as long as Retry-After says.")
UNEXPECTED = Kind(
    500,
    "unexpected",
    "Something went wrong on our side",
    "Nothing was saved. Try again, or give us the `instance`.",
)
KINDS = (
    INVALID, MALFORMED, NOT_SIGNED_IN, NOT_PERMITTED, NO_SECOND_FACTOR, NO_SCOPE, UNSEEN, METHOD, NOT_ACCEPTABLE, REFUSED, CONFLICT, STALE,
    TOO_LARGE, MEDIA_TYPE, FILE_TOO_LARGE, NO_FORM, KEY_REUSED, NO_VERSION, TOO_MANY, UNEXPECTED,
)  # fmt: skip


class Problem(exceptions.APIException):
    """A problem that the API itself finds, with its own kind, sentence and headers."""

    def __init__(self, kind: Kind, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.kind, self.headers = kind, headers
        self.status_code = kind.status


class InvalidQuery(exceptions.ValidationError):
    """The parameters of an address cannot be used; they are named, since no JSON pointer reaches them."""
