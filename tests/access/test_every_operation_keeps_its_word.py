"""What the description of the API promises holds for every operation, whatever is sent; `make proof` sends far more."""

import pytest

from tests.access.doors import doors, knock
from tests.access.population import County

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted, pytest.mark.walk]
EXAMPLES = 2
CLOSED = {
    # Nobody of the cast has the rank that it takes.
    "POST /api/v1/cases/{reference}/measures/{measure}/early/",
    # Nobody has opened the case.
    "POST /api/v1/cases/{reference}/glass/end/",
}


@pytest.mark.parametrize("label", doors())
def test_an_operation_answers_as_it_is_described(county: County, label: str) -> None:
    heard = knock(county, doors()[label], EXAMPLES)

    assert heard.broken == []
    assert heard.opened == (label not in CLOSED)
