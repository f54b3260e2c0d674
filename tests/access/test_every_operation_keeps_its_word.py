"""What the description of the API promises holds for every operation, whatever is sent; `make proof` sends far more."""

import pytest

from tests.access.doors import doors, knock
from tests.access.population import County

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]
EXAMPLES = 2
# Nobody of the cast has the rank that it takes.
CLOSED = {"POST /api/v1/cases/{reference}/measures/{measure}/early/"}
# Not walked yet: what is shared of plans. `make proof` asks it already.
LATER = ("/api/v1/plans/{reference}/shares/", "/api/v1/plans/{reference}/progress/", "/api/v1/shared-plans/")
WALKED = [label for label, door in doors().items() if not door.operation.path.startswith(LATER)]


@pytest.mark.parametrize("label", WALKED)
def test_an_operation_answers_as_it_is_described(county: County, label: str) -> None:
    heard = knock(county, doors()[label], EXAMPLES)

    assert heard.broken == []
    assert heard.opened == (label not in CLOSED)
