"""Loads the places of the force, words of classification, shipped rows of policy, procedures and menus that are not there yet."""

from typing import Any

import pghistory
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from asbcases.accounts.places import load_places
from asbcases.administration.transitions import load_policies
from asbcases.cases.loading import load_shipped_words
from asbcases.db.actor import acting
from asbcases.remedies.loading import load_shipped_menus
from triggers.loading import load_shipped_procedures


class Command(BaseCommand):
    """Makes what is missing, ends what it follows, and changes no number."""

    help = "Load the districts, councils, words, dated policies and local procedures that are shipped with the product."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load in one transaction, as the service of policies."""
        with acting("system:policies"), pghistory.context(command="policies"), transaction.atomic():
            councils, loaded = load_places(), load_policies(now=timezone.now())
            added, procedures = load_shipped_words(), load_shipped_procedures(timezone.now())
            menus = load_shipped_menus(timezone.now())
        if options["verbosity"]:
            self.stderr.write(
                f"{councils} council areas stand, {len(loaded.made)} rows of policy were added "
                f"and {len(loaded.ended)} ended; {len(added.templates)} versions of the questions of triage "
                f"and {len(added.terms)} words were added; {len(procedures)} local procedures "
                f"and {len(menus)} menus of community remedies were added."
            )
