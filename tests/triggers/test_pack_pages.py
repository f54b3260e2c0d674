"""The pages of packs: made by a form, read and saved as they were made, each look recorded, and others find nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from asbcases.cases.choices import Tier
from tests.casework.pages import asked_for, signed_in, text_of
from tests.triggers.make import CASTLE_POINT, make_co_ordinator
from tests.triggers.make_packs import FOR_WHOM, make_packs, make_secret_review
from triggers.choices import PackLevel
from triggers.models import Panel, ReviewPack
from triggers.transitions.attendees import admit_attendee

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(ben: User, amira: User, dev: User) -> Panel:
    return make_secret_review(ben=ben, amira=amira, guest=dev, tier=Tier.INCIDENTS)


def of(panel: Panel, page: str = "") -> str:
    return f"/reviews/{panel.review.reference}/{page}"


def looks(user: User, what: Look, panel: Panel) -> int:
    return Access.objects.filter(user=user, what=what, review=panel.review).count()


def test_a_pack_is_made_by_its_form_read_and_saved(client: Client, panel: Panel, ben: User) -> None:
    here = signed_in(client, ben)
    page = text_of(here.get(of(panel)))
    assert of(panel, "panels/2/packs/") in page
    empty = text_of(here.get(of(panel, "panels/2/packs/")))
    assert "None was made yet." in empty
    assert of(panel, "panels/2/papers/") in empty
    form = text_of(here.get(of(panel, "panels/2/packs/new/")))
    assert "Barnaby, Eastlight Homes: reads packs of tier 2 here (incidents)" in form
    assert "Contact and summary (tier 1)" in form
    assert "Nobody named. Dates" in form
    assert "You do not see the linked case" not in form
    lacking = here.post(of(panel, "panels/2/packs/new/"), {"for_whom": FOR_WHOM})
    assert lacking.status_code == 400
    assert FOR_WHOM in text_of(lacking)

    sent = here.post(of(panel, "panels/2/packs/new/"), {"level": "1", "for_whom": FOR_WHOM, "large": "on"})

    assert (sent.status_code, sent["Location"]) == (302, of(panel, "packs/1/"))
    pack = ReviewPack.objects.get()
    assert (pack.level, pack.large, pack.recorded_by) == (PackLevel.SUMMARY, True, ben)
    shown = text_of(here.get(of(panel, "packs/1/")))
    for words in ("Pack 1 is made. Read it through", "Umbrielle", FOR_WHOM, pack.sha256, "in large print"):
        assert words in shown
    saved = here.get(of(panel, "packs/1/pdf/"))
    assert saved.content == bytes(pack.pdf)
    assert saved["Content-Disposition"] == f'attachment; filename="{panel.review.reference}-pack-1-large.pdf"'
    assert (saved["Cache-Control"], saved["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert looks(ben, Look.EXPORT, panel) == 1
    listed = text_of(here.get(of(panel, "panels/2/packs/")))
    assert f"For {FOR_WHOM}, by Ben Lane" in listed
    # A panel that decided takes no pack any more.
    assert "Make a pack" not in text_of(here.get(of(panel, "panels/1/packs/")))


def test_who_was_let_in_reads_the_pack_of_their_tier_and_no_other(
    client: Client, panel: Panel, ben: User, dev: User
) -> None:
    packs = make_packs(panel, by=ben)
    here = signed_in(client, dev)
    assert "Packs for the panels that you attend" in text_of(here.get("/shared/"))

    mine = text_of(here.get("/reviews/packs/"))

    assert of(panel, "packs/3/") in mine
    assert mine.count("/packs/") == 1 + mine.count("/reviews/packs/")
    assert FOR_WHOM not in mine
    for level, pack in packs.items():
        wanted = 200 if level == PackLevel.INCIDENTS else 404
        for page in (f"packs/{pack.number}/", f"packs/{pack.number}/pdf/"):
            assert here.get(of(panel, page)).status_code == wanted, (level, page)
    read = text_of(here.get(of(panel, "packs/3/")))
    assert "Trundlewick" in read
    assert FOR_WHOM not in read
    assert "The papers were sent" not in read
    assert looks(dev, Look.EXPORT, panel) == 1
    assert looks(dev, Look.PAGE, panel) >= 3
    for page in ("panels/2/packs/", "panels/2/packs/new/"):
        assert here.get(of(panel, page)).status_code == 403
    panel.review.grants.update(revoked_at=timezone.now() - timedelta(seconds=1))
    assert here.get(of(panel, "packs/3/pdf/")).status_code == 404
    assert "No pack is here for you" in text_of(here.get("/reviews/packs/"))


def test_a_list_asks_as_often_however_many_packs_there_are(client: Client, panel: Panel, ben: User) -> None:
    make_packs(panel, by=ben)
    here, pages = signed_in(client, ben), ("/reviews/packs/", of(panel, "panels/2/packs/"))
    few = [len(asked_for(here, page)) for page in pages]
    make_packs(panel, by=ben)
    assert [len(asked_for(here, page)) for page in pages] == few


def test_others_find_no_pack(client: Client, panel: Panel, ben: User, amira: User, eve: User) -> None:
    make_packs(panel, by=ben)
    peter = make_co_ordinator(CASTLE_POINT, username="peter")
    for user in (eve, peter, amira):
        here = signed_in(client, user)
        for page in ("packs/1/", "packs/5/pdf/", "packs/99/"):
            # She sees the review of her district, and none of its packs: not even whether there is one.
            code = 403 if user == amira else 404
            assert here.get(of(panel, page)).status_code == code, user.username
        assert "No pack is here for you" in text_of(here.get("/reviews/packs/"))
    # A co-ordinator who was let in reads their tier, and is told who makes packs.
    admit_attendee(
        panel, name="Peter", part="Council", user=peter, tier=Tier.RISK, by=ben, now=timezone.now()
    )
    here = signed_in(client, peter)
    codes = [here.get(of(panel, f"packs/{number}/")).status_code for number in range(1, 6)]
    assert codes == [404, 404, 404, 200, 404]
    refused = here.post(of(panel, "panels/2/packs/new/"), {"level": "4", "for_whom": "me"})
    assert refused.status_code == 409
    assert "ask its co-ordinator" in text_of(refused)
    assert "You do not see the linked case" in text_of(here.get(of(panel, "panels/2/packs/new/")))
