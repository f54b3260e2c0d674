"""What a rule refuses is refused in one sentence, whether a page or the API is asked: some verbs of every package."""

import html
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from tests.access.asking import address_of, undone
from tests.access.population import County
from tests.access.sent import BODIES, FORMS

pytestmark = pytest.mark.django_db
BORN = {"name": "Jade Taylor", "kind": "person"}


class Sample(NamedTuple):
    """A verb by its two routes, who asks, of which record, and what they send; `twice`: it is refused once it is done."""

    api: str
    page: str
    who: str
    body: dict[str, Any] = {}
    form: dict[str, Any] = {}
    of: Callable[[County], dict[str, Any]] = lambda county: {}
    twice: bool = False


def _of_remedies(county: County) -> dict[str, Any]:
    return {"reference": county.cases["api_remedies"].reference, "number": 1}


SAMPLES = {
    "casework: a person": Sample(
        "api_person_correct",
        "person_correct",
        "amira",
        {"born_on": "2150-01-01"},
        {**BORN, "born_on_day": "1", "born_on_month": "1", "born_on_year": "2150"},
    ),
    "casework: a record that is wrong": Sample(
        "api_person_wrong",
        "person_wrong",
        "amira",
        of=lambda county: {"reference": county.filed["person_wrong"].reference},
        twice=True,
    ),
    "casework: a case": Sample(
        "api_case_reopen",
        "case_reopen",
        "amira",
        of=lambda county: {"reference": county.case.reference},
    ),
    "deadlines": Sample(
        "api_owed_resume",
        "deadline_resume",
        "ben",
        of=lambda county: {
            "reference": county.case.reference,
            "pk": county.deadlines["deadline_page"].pk,
        },
    ),
    "risk": Sample("api_sign_offs", "risk_sign_off", "ben", twice=True),
    "sara": Sample(
        "api_plan_screen",
        "plan_screen",
        "amira",
        of=lambda county: {"reference": county.plans["plan"].reference},
    ),
    "remedies": Sample("api_remedy_end", "remedy_end", "amira", of=_of_remedies),
    "enforcement": Sample(
        "api_measure_early",
        "measure_early",
        "amira",
        of=lambda county: {
            "reference": county.case.reference,
            "measure": county.measures["measure_early"].reference,
        },
    ),
    "partners": Sample("api_agreement_end", "agreement_end", "ben", twice=True),
    "administration": Sample(
        "api_colleague_restore",
        "colleague_restore",
        "dev",
        of=lambda county: {"pk": county.people["dina"].pk},
    ),
}


def sent(county: County, sample: Sample) -> Any:
    """Return the answer of the API, asked of the record as it stands now."""
    client, address = county.clients[sample.who], address_of(sample.api, county, **sample.of(county))
    read = client.get(re.sub(r"[^/]+/$", "", address))
    headers = {"If-Match": read.headers["ETag"]} if "ETag" in read.headers else {}
    body = {**BODIES[sample.api](county), **sample.body}
    return client.post(address, body, content_type="application/json", headers=headers)


def typed(county: County, sample: Sample, version: str) -> Any:
    """Return the answer of the page, to the same version of the same record."""
    form = {**FORMS[sample.page](county), **({"version": version} if version else {}), **sample.form}
    return county.clients[sample.who].post(address_of(sample.page, county, **sample.of(county)), form)


def version_of(county: County, sample: Sample) -> str:
    """Return the version of the record as it stands now; empty where it has none."""
    address = re.sub(r"[^/]+/$", "", address_of(sample.api, county, **sample.of(county)))
    etag = county.clients[sample.who].get(address).headers.get("ETag", "")
    return etag.strip('"').rpartition("-")[2]


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_refusal_has_the_same_sentence_by_page_and_by_api(county: County, sample: Sample) -> None:
    with undone():
        if sample.twice:
            assert sent(county, sample).status_code in {200, 201}
        refused = sent(county, sample)
        page = typed(county, sample, version_of(county, sample))

    assert (refused.status_code, page.status_code) == (409, 409), (refused.content, page.content)
    assert refused.json()["type"] == "urn:asb-cases:problem:refused"
    assert refused.json()["detail"] in html.unescape(page.content.decode())


def test_every_package_that_has_an_api_is_among_them() -> None:
    packages = {name.partition(":")[0] for name in SAMPLES}

    assert packages == {
        *("casework", "deadlines", "risk", "sara", "remedies", "enforcement", "partners", "administration")
    }
