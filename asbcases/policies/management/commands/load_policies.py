"""Loads the places of the force and the shipped rows of policy that are not there yet."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from asbcases.accounts.places import load_places
from asbcases.db.actor import acting
from asbcases.policies.transitions import load_shipped_rows


class Command(BaseCommand):
    """Makes what is missing and changes nothing."""

    help = "Load the districts, councils and dated policies that are shipped with the product."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load in one transaction, as the service of policies."""
        with acting("system:policies"), transaction.atomic():
            councils, rows = load_places(), len(load_shipped_rows(timezone.now()))
        if options["verbosity"]:
            self.stderr.write(f"{councils} council areas stand, {rows} rows of policy were added.")
