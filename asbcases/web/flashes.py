"""A sentence for the next page, such as "Saved", in a cookie of this host alone (MESSAGE_STORAGE of a deployment)."""

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookie(CookieStorage):
    """Keeps sentences in a cookie that no other host can set: browsers see to the prefix."""

    cookie_name = "__Host-messages"


class HostStorage(FallbackStorage):
    """Keeps in the session what is too long for the cookie."""

    storage_classes = (HostCookie, SessionStorage)
