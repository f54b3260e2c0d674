"""The record that a message or a task is about, by its key alone: the outbox may not read it."""

from typing import cast

from asbcases.audit.models import Rooted
from asbcases.audit.transitions import Root


def root_of(row: Rooted) -> Root:
    """Return the one report, incident, case, review or plan of a row, or none, as whatever is about the same takes it."""
    names = ("report_id", "incident_id", "case_id", "review_id", "plan_id")
    keys = {name: getattr(row, name) for name in names}
    # By its key, which a model takes as well as the record itself.
    return cast(Root, {name: key for name, key in keys.items() if key is not None})
