"""Whatever happens to a case, `check_deadlines` makes the same of it as the verbs did."""

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from tests.deadlines.checking import differences
from tests.deadlines.stories import Story
from tests.make import make_user


@pytest.fixture
def people(amira: User, ben: User, ines: User, dev: User) -> dict[str, User]:
    chloe = make_user("chloe", Role.SUPERVISOR, Rank.CHIEF_INSPECTOR, name="Chloe Marr")
    ada = make_user("ada", Role.ADMINISTRATOR)
    return {"ada": ada, "amira": amira, "ben": ben, "ines": ines, "chloe": chloe, "dev": dev}


@pytest.mark.django_db
@pytest.mark.walk
@pytest.mark.parametrize("seed", range(12))
def test_a_random_history_is_what_its_facts_make_of_it(people: dict[str, User], seed: int) -> None:
    story = Story(seed, people)

    story.live()

    assert differences() == [], story.told
