"""The web application; it also starts what stands above all kinds of work."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Starts the reactions once every model is there."""

    name = "asbcases.web"
    label = "web"

    def ready(self) -> None:
        """Have the record call its reactions, and keep who set up an authenticator, in every process."""
        from asbcases import reactions
        from asbcases.web import own_factor

        reactions.start()
        own_factor.start()
