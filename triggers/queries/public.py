"""What was left by the public form and waits to be taken in."""

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q

from triggers.models import PublicApplication

# In one round; the next begins a minute later.
MOST = 1_000


@transaction.atomic
def waiting() -> list[PublicApplication]:
    """Return what waits, the oldest first; what was in trouble before comes after the others."""
    troubled = ExpressionWrapper(~Q(trouble=""), output_field=BooleanField())
    found = PublicApplication.objects.filter(taken_at__isnull=True).order_by(troubled, "sent_at", "id")
    return list(found[:MOST])
