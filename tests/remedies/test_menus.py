"""Menus of areas: shipped once, followed by what somebody publishes, and never changed for what was done before."""

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.audit.plan_choices import RemedyVerb
from asbcases.errors import Refused
from asbcases.remedies import loading
from asbcases.remedies.choices import Effect
from asbcases.remedies.models import Menu
from asbcases.remedies.queries import menu_on
from asbcases.remedies.transitions.menus import keep_menu
from tests.make import NOW
from tests.remedies.making import DAY, TODAY, published

pytestmark = pytest.mark.django_db


def test_the_menu_of_essex_is_shipped_and_waits_to_be_confirmed() -> None:
    menu = Menu.objects.get()

    assert (str(menu), menu.confidence, menu.published_by) == ("Essex, version 1", "U", None)
    assert "September 2021" in menu.source
    assert all(action.does for action in menu.actions.all())
    assert loading.load_shipped_menus(timezone.now()) == []


def test_a_shipped_menu_follows_a_shipped_one_and_never_what_somebody_published(
    ada: User, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = (loading.FOLDER / "menu-essex-1.toml").read_text().replace("version = 1", "version = 2")
    (tmp_path / "menu-essex-2.toml").write_text(newer.replace("2021-09-01", "2025-09-01"))  # type: ignore[operator]
    monkeypatch.setattr(loading, "FOLDER", tmp_path)

    (second,) = loading.load_shipped_menus(NOW)
    first = Menu.objects.get(version=1)
    assert first.in_force_to == second.in_force_from - DAY
    published(by=ada, seen=2)
    (tmp_path / "menu-essex-2.toml").write_text(  # type: ignore[operator]
        newer.replace("version = 2", "version = 9").replace("2021-09-01", "2030-09-01")
    )
    assert loading.load_shipped_menus(NOW) == []


def test_the_next_version_ends_the_one_before_it(ada: User) -> None:
    menu = published(by=ada)

    assert (menu.version, menu_on("essex", TODAY).version, menu_on("essex", TODAY + DAY)) == (2, 1, menu)  # type: ignore[union-attr]
    event = AuditEvent.objects.get(verb=RemedyVerb.REMEDY_MENU_PUBLISHED)
    assert event.sentence == "published version 2 of the community remedies of Essex"


def test_the_first_menu_of_another_area_may_be_published(ada: User) -> None:
    assert published(by=ada, area="kent", name="Kent", seen=0).version == 1


def test_what_was_done_before_keeps_its_menu(ada: User) -> None:
    with pytest.raises(Refused, match="before today"):
        published(by=ada, in_force_from=TODAY - DAY)
    published(by=ada)
    with pytest.raises(Refused, match="newer version"):
        published(by=ada, in_force_from=TODAY + 9 * DAY)
    with pytest.raises(Refused, match="A version begins on"):
        published(by=ada, seen=2)


@pytest.mark.parametrize(
    ("actions", "words"),
    [([], "at least one"), ([("Say sorry", [])], "rehabilitates"), ([(" ", [Effect.REPAIRS])], "action 1")],
)
def test_each_action_says_what_it_is_and_what_it_does(ada: User, actions: list[object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        published(by=ada, actions=actions)
    with pytest.raises(Refused, match="who agreed it"):
        published(by=ada, source=" ")

    assert Menu.objects.count() == 1


def test_a_version_that_is_kept_is_in_force_from_its_first_day(ada: User) -> None:
    menu = keep_menu(
        area="kent",
        name="Kent",
        version=1,
        in_force_from=TODAY,
        source="Published",
        confidence="S",  # type: ignore[arg-type]
        actions=[("Say sorry", [Effect.REPAIRS])],
        by=ada,
        now=NOW,
    )

    assert menu_on("kent", TODAY) == menu
    assert menu_on("kent", TODAY - DAY) is None
    assert str(menu.actions.get()) == "Say sorry"
