"""The web application; it also starts what stands above all kinds of work."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Starts the reactions once every model is there."""

    name = "asbcases.web"
    label = "web"

    def ready(self) -> None:
        """Have the record call its reactions, and kept who set up an authenticator, who signed in and when, in every process."""
        from asbcases import reactions
        from asbcases.web import own_factor, session_limits, sign_in_log

        reactions.start()
        own_factor.start()
        session_limits.start()
        sign_in_log.start()
