"""What somebody has typed and not sent yet: kept on the server, theirs alone, thrown away when it is sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.forms import BaseForm
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from asbcases.accounts.models import User
from asbcases.errors import Refused
from asbcases.web.models import Draft, IdempotencyKey
from asbcases.web.once import FIELD, NOT_TYPED

KEPT_FOR = timedelta(days=7)
# A long report and all answers fit many times over.
LARGEST = 100_000
# More than anybody can have in hand; a list of them stays a list.
MOST = 30
# Buttons of the pages that keep drafts: which one was pressed is nothing that was typed.
BUTTONS = {"draft", "look", "propose", "next", "add_to", "add_to_case", "draft_form", "draft_about"}


@transaction.atomic
def keep_draft(user: User, form: str, about: str, typed: QueryDict, *, now: datetime) -> Draft | None:
    """Keep what a person has typed into a form so far; None where the form was sent already, or nothing is in it."""
    said = _typed(typed)
    if not any(any(values) for values in said.values()) or _was_sent(user, typed.get(FIELD, "")):
        return None
    if sum(len(value) for values in said.values() for value in values) > LARGEST:
        raise Refused("This is too long to be kept as a draft: send it, or make it shorter.")
    stated = {"typed": said, "saved_at": now}
    draft, fresh = Draft.objects.update_or_create(
        user=user, form=form, about=about, defaults=stated, create_defaults={**stated, "begun_at": now}
    )
    if fresh and Draft.objects.filter(user=user, form=form).count() > MOST:
        raise Refused(f"You have {MOST} drafts of this page already: go on with one, or throw one away.")
    return draft


def draft_of(user: User, form: str, about: str = "", *, now: datetime) -> Draft | None:
    """Return what a person typed into a form and did not send; None where there is nothing."""
    return Draft.objects.filter(user=user, form=form, about=about, saved_at__gt=now - KEPT_FOR).first()


def unfinished(user: User, form: str, *, besides: str, now: datetime) -> list[Draft]:
    """Return the other drafts of a page that a person has begun, the newest first."""
    drafts = Draft.objects.filter(user=user, form=form, saved_at__gt=now - KEPT_FOR).exclude(about=besides)
    return list(drafts.order_by("-begun_at", "-pk")[:MOST])


def throw_away(user: User, form: str, about: str = "") -> None:
    """Forget what a person typed into a form."""
    Draft.objects.filter(user=user, form=form, about=about).delete()


def filled(form: BaseForm, typed: Mapping[str, Any]) -> None:
    """Fill a form that was not sent with what was typed, as it stands: it finds fault with nothing."""
    data = typed if isinstance(typed, MultiValueDict) else MultiValueDict(typed)
    for name, field in form.fields.items():
        written = field.widget.value_from_datadict(data, MultiValueDict(), form.add_prefix(name))
        if written is not None:
            form.initial[name] = written


def _typed(typed: QueryDict) -> dict[str, list[str]]:
    # PostgreSQL keeps no NUL, and nobody types one.
    kept = {name: values for name, values in typed.lists() if name not in NOT_TYPED | BUTTONS}
    return {name.replace("\0", ""): [str(value).replace("\0", "") for value in kept[name]] for name in kept}


def _was_sent(user: User, key: str) -> bool:
    """Return whether the page was sent meanwhile: a save that comes late would bring its draft back."""
    return bool(key) and IdempotencyKey.objects.filter(user=user, key=key[:64], status__isnull=False).exists()
