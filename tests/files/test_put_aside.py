"""What somebody without an account adds is put aside, taken up when they send, and forgotten when they do not."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage

from asbcases.cases.files import forget_left_before, opened, put_aside, take_up
from asbcases.casework.tasks import forget_unsent_files
from asbcases.errors import Refused
from tests.files.samples import sent

DAY = date(2020, 1, 2)


@pytest.fixture(autouse=True)
def _empty(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_it_is_kept_for_good_once_it_is_sent() -> None:
    kept = put_aside(sent(b"taken up"), "a.txt", on=DAY)
    with pytest.raises(FileNotFoundError):
        opened(kept.sha256).read()

    take_up(kept, on=DAY)
    forget_left_before(DAY + timedelta(days=1))
    take_up(kept, on=DAY)

    assert opened(kept.sha256).read() == b"taken up"


def test_it_is_forgotten_when_it_is_not_sent() -> None:
    old = put_aside(sent(b"left behind"), "a.txt", on=DAY)
    new = put_aside(sent(b"on its way"), "b.txt", on=date.today())

    forget_unsent_files()

    assert not default_storage.exists(f"aside/{DAY.isoformat()}/{old.sha256}")
    take_up(new, on=date.today())
    with pytest.raises(Refused, match="remove it, and add it again"):
        take_up(old, on=DAY)


def test_where_nothing_was_ever_put_aside_nothing_is_forgotten() -> None:
    assert forget_left_before(DAY) == 0
