"""How people sign in, and how long that lasts: sessions, passwords, second factors, a provider of the force."""

from django.core.exceptions import ImproperlyConfigured

from asbcases.settings.stated import env

# --- Sessions and rate limits live in PostgreSQL, no case data in any cache -------------------
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        # One row for each address that tried lately: with fewer, the limit of one would be lost for that of another.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# A session ends so long after the sign-in, however much it is used; and so long after it was used last, both in seconds.
SESSION_COOKIE_AGE = 60 * 60 * env.int("SESSION_HOURS", 10)
SESSION_IDLE = 60 * env.int("SESSION_IDLE_MINUTES", 60)
if not 0 < SESSION_IDLE <= SESSION_COOKIE_AGE:
    raise ImproperlyConfigured("SESSION_IDLE_MINUTES must be more than none, and no more than SESSION_HOURS.")
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "asbcases.accounts.passwords.OwnWords"},
]
# Places and names of the force, which somebody who guesses would try: they count for nothing in a password.
PASSWORD_WORDS: list[str] = env.list("PASSWORD_WORDS", default=[])
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "asbcases.accounts.adapter.ClosedSignUp"
# The forms without an account count in the same table: by address, and all together.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "token_refused": env.str("TOKEN_REFUSED_LIMIT", "30/m/ip"),
    "public_begin": env.str("PUBLIC_BEGIN_LIMIT", "60/h/ip,1000/m/key"),
    "public_file": env.str("PUBLIC_FILE_LIMIT", "60/h/ip,200/m/key"),
    "public_send": env.str("PUBLIC_SEND_LIMIT", "20/h/ip,600/m/key"),
    "public_review_begin": env.str("PUBLIC_REVIEW_BEGIN_LIMIT", "60/h/ip,1000/m/key"),
    "public_review_send": env.str("PUBLIC_REVIEW_SEND_LIMIT", "20/h/ip,600/m/key"),
    "public_review_status": env.str("PUBLIC_REVIEW_STATUS_LIMIT", "30/h/ip,300/m/key"),
}
# So many requests a minute one token may make.
TOKEN_REQUESTS = env.int("TOKEN_REQUESTS_A_MINUTE", 600)
# Who works for another agency signs in with a code too, so that there are always codes; security keys may be added.
MFA_SUPPORTED_TYPES: list[str] = env.list("MFA_SUPPORTED_TYPES", default=["totp", "recovery_codes"])
if "totp" not in MFA_SUPPORTED_TYPES:
    raise ImproperlyConfigured("MFA_SUPPORTED_TYPES lacks totp: partners could not sign in.")
# Officers of the force too, unless its directory let them in and says that it asked for one.
SECOND_FACTOR_FOR_ALL = env.bool("SECOND_FACTOR_FOR_ALL", False)
MFA_ADAPTER = "asbcases.accounts.adapter.SecondFactor"
MFA_FORMS = {
    "authenticate": "asbcases.accounts.forms.CodeForm",
    "reauthenticate": "asbcases.accounts.forms.CodeAgainForm",
    "activate_totp": "asbcases.accounts.forms.FirstCodeForm",
}
MFA_RECOVERY_CODES_SHOW_ONCE = True
# OpenID Connect is installed and off: filling this turns it on.
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {
    # What one browser began, no other ends (RFC 7636), unless the provider cannot do it.
    kind: {"OAUTH_PKCE_ENABLED": True, **stated}
    for kind, stated in env.json("SOCIALACCOUNT_PROVIDERS", default={}).items()
}
# E-mail addresses are stated by an administrator, so nobody has to confirm one before using a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_ADAPTER = "asbcases.accounts.provider.Directory"
# By which claim the provider states the name that an officer signs in with here; without one nobody is tied to it.
SIGN_IN_PROVIDER_CLAIM = env.str("SIGN_IN_PROVIDER_CLAIM", "")
# What the provider must say of how somebody signed in there (acr or amr), such as mfa; with none it counts as a password.
SIGN_IN_PROVIDER_STRENGTH: list[str] = env.list("SIGN_IN_PROVIDER_STRENGTH", default=[])
