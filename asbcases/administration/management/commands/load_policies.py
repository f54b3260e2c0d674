"""Loads the places of the force, the words of classification and the shipped rows of policy that are not there yet."""

from typing import Any

import pghistory
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from asbcases.accounts.places import load_places
from asbcases.administration.transitions import load_policies
from asbcases.cases.loading import load_shipped_words
from asbcases.db.actor import acting


class Command(BaseCommand):
    """Makes what is missing, ends what it follows, and changes no number."""

    help = "Load the districts, councils, words of classification and dated policies that are shipped with the product."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load in one transaction, as the service of policies."""
        with acting("system:policies"), pghistory.context(command="policies"), transaction.atomic():
            councils, loaded = load_places(), load_policies(now=timezone.now())
            added = load_shipped_words()
        if options["verbosity"]:
            self.stderr.write(
                f"{councils} council areas stand, {len(loaded.made)} rows of policy were added "
                f"and {len(loaded.ended)} ended; {len(added.templates)} versions of the questions of triage "
                f"and {len(added.terms)} words were added."
            )
