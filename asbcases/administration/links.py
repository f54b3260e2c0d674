"""The link by which a person chooses a password: sealed with what it replaces, so that it works once."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from asbcases.accounts.models import User


def sign_in_path(user: User) -> str:
    """Return the path of the page on which this person chooses a password (PASSWORD_RESET_TIMEOUT)."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
