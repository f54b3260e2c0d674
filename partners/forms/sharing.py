"""What is typed when a case is shared, and about a share."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import Agency, Team, User
from asbcases.cases.choices import Tier
from asbcases.law.periods import london_day
from asbcases.web.forms import DayField
from partners.choices import Gateway, Item, Purpose, ShareVerdict
from partners.models import Share
from partners.queries.offering import Preset, until
from partners.queries.sharing import PARTNERS, Receiver
from partners.rules import TIER_OF, least_tier

WORDS = 1_000
INSTANT = timedelta(microseconds=1)


def item_choices() -> list[tuple[str, str]]:
    """Return the parts of a case with the tier of each, those that tell least first."""
    ordered = sorted(Item, key=lambda item: TIER_OF[item])
    return [(item.value, f"{item.label} ({TIER_OF[item].label.lower()})") for item in ordered]


class ItemsField(forms.MultipleChoiceField):
    """The parts of a case that are shared."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=item_choices(),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose what of the case is shared"},
            **kwargs,
        )


class ShareForm(forms.Form):
    """With whom at an agency, what, for what, by which gateway, why so much, and until when."""

    receiver = forms.ChoiceField(label="With whom", widget=forms.RadioSelect)
    items = ItemsField(label="What they see", help_text="Only what is needed; sources and intelligence never")
    purpose = forms.ChoiceField(label="For what", choices=Purpose.choices, widget=forms.RadioSelect)
    gateway = forms.ChoiceField(
        label="By which gateway of the law",
        choices=[("", "Choose a gateway"), *Gateway.choices],
        error_messages={"required": "Choose by which gateway of the law it is shared"},
    )
    proportionality = forms.CharField(
        label="Why so much, and no more",
        help_text="One sentence: it is kept with the share",
        max_length=WORDS,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say in one sentence why so much, and no more, is needed"},
    )
    ends_on = DayField(label="Until", help_text="The last day on which they see it")
    urgent_why = forms.CharField(
        label="Why it cannot wait",
        required=False,
        max_length=WORDS,
        widget=forms.Textarea({"rows": 2}),
        help_text="Only where no agreement covers it: another supervisor reviews it on the next working day",
    )
    decided_by = forms.ModelChoiceField(
        User.objects.none(),
        label="Who decided it",
        required=False,
        empty_label="Nobody: an agreement covers it",
        help_text="A supervisor, sergeant or above",
    )

    def __init__(self, typed: Any, *, agency: Agency, preset: Preset, restricted: bool) -> None:
        first = "" if restricted else f"agency-{agency.pk}"
        super().__init__(
            typed,
            initial={
                "receiver": first,
                "items": list(preset.items),
                "purpose": preset.purpose,
                "gateway": preset.gateway,
                "ends_on": preset.ends_on,
            },
        )
        self.receivers = receivers_of(agency, restricted=restricted)
        receiver, decider = self.fields["receiver"], self.fields["decided_by"]
        receiver.choices = [(key, words) for key, (words, _) in self.receivers.items()]  # type: ignore[attr-defined]
        decider.queryset = deciders()  # type: ignore[attr-defined]

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it; the tier is the lowest that holds what was chosen."""
        said = dict(self.cleaned_data)
        said["receiver"] = self.receivers[said["receiver"]][1]
        said["tier"], said["ends_at"] = least_tier(said["items"]), until(said.pop("ends_on"))
        return said


def deciders() -> Any:
    """Return who may decide that something is shared without an agreement: supervisors of the force, sergeant or above."""
    ranks = [rank for rank in Rank if rank.order >= Rank.SERGEANT.order]
    found = User.objects.filter(role=Role.SUPERVISOR, rank__in=ranks, is_active=True)
    return found.order_by("name", "pk")


def receivers_of(agency: Agency, *, restricted: bool) -> dict[str, tuple[str, Receiver]]:
    """Return the agency as a whole, its teams, and its people; of a restricted case its people alone."""
    teams = Team.objects.filter(agency=agency, active=True).select_related("agency").order_by("name")
    people = User.objects.filter(agency=agency, is_active=True, role__in=PARTNERS).select_related("agency")
    found: dict[str, tuple[str, Receiver]] = {}
    if not restricted:
        found[f"agency-{agency.pk}"] = (f"Everybody who works with us at {agency.name}", agency)
        found |= {f"team-{team.pk}": (f"The team {team.name}", team) for team in teams}
    return found | {f"user-{one.pk}": (one.name, one) for one in people.order_by("name", "pk")}


def last_day(share: Share) -> date | None:
    """Return the last day on which a share runs."""
    ends_at = share.grant.ends_at
    return london_day(ends_at - INSTANT) if ends_at else None


def end_of(share: Share, day: date) -> datetime:
    """Return the instant that is meant by a last day: the one at which the share ends already, where it is that day."""
    ends_at = share.grant.ends_at
    return ends_at if ends_at and day == last_day(share) else until(day)


class ChangeForm(forms.Form):
    """Which parts are shared from now on, and until when at most."""

    items = ItemsField(label="What they see")
    ends_on = DayField(label="Until", help_text="The same day or an earlier one; for a later one, extend it")

    def __init__(self, typed: Any, *, share: Share) -> None:
        super().__init__(typed, initial={"items": list(share.items), "ends_on": last_day(share)})
        self.share = share

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        items = self.cleaned_data["items"]
        ends_at = end_of(self.share, self.cleaned_data["ends_on"])
        return {"items": items, "tier": least_tier(items), "ends_at": ends_at}


class ExtendForm(forms.Form):
    """Until when a share runs from now on, and why."""

    ends_on = DayField(label="Until", help_text="The last day on which they see it")
    reason = forms.CharField(
        label="Why it is needed for longer", max_length=WORDS, widget=forms.Textarea({"rows": 3})
    )

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        return {"ends_at": until(self.cleaned_data["ends_on"]), "reason": self.cleaned_data["reason"]}


class RecallForm(forms.Form):
    """Why a share is recalled."""

    reason = forms.CharField(
        label="Why it is recalled",
        max_length=WORDS,
        widget=forms.Textarea({"rows": 3}),
        help_text="Kept here. The partner is told only that it was recalled",
    )

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        return dict(self.cleaned_data)


class ReviewForm(forms.Form):
    """Whether an urgent share was right, and what stays of it."""

    verdict = forms.ChoiceField(
        label="What you found", choices=ShareVerdict.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label="Why", max_length=WORDS, widget=forms.Textarea({"rows": 3}))
    items = ItemsField(label="What stays shared, where less does", required=False)

    def __init__(self, typed: Any, *, share: Share) -> None:
        super().__init__(typed, initial={"items": list(share.items)})

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        said = self.cleaned_data
        if said["verdict"] != ShareVerdict.NARROWED:
            return {"verdict": said["verdict"], "words": said["words"]}
        tier: Tier = least_tier(said["items"])
        return {**said, "tier": tier}
