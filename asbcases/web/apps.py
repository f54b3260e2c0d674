"""The web application; it also starts what stands above all kinds of work."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Starts the reactions once every model is there."""

    name = "asbcases.web"
    label = "web"

    def ready(self) -> None:
        """Have the record call its reactions, and kept who set up an authenticator and who signed in, in every process."""
        from asbcases import reactions
        from asbcases.web import own_factor, sign_in_log

        reactions.start()
        own_factor.start()
        sign_in_log.start()
