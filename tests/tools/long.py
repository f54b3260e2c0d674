"""What takes long: installations, faults, floods, whole counties and journeys. `make proof` runs it, `make test` the rest.

A test is marked `long` for what it needs (programs of its own, the demonstration) or for the place where it stands.
"""

import pytest

NEEDS = {"demo_built", "november_built"}
PLACES = (
    "tests/bench/test_measuring.py",
    "tests/casework/imports/test_import_of_essex.py",
    "tests/county/test_demo.py",
    "tests/deployment/test_the_broker.py",
    "tests/deployment/test_the_worker_hears_requests_out.py",
    "tests/enforcement/test_measures_afterwards_in_a_browser.py",
    "tests/enforcement/test_measures_in_a_browser.py",
    "tests/enforcement/test_orders_in_a_browser.py",
    "tests/enforcement/test_statements_in_a_browser.py",
    "tests/journeys/",
    "tests/load/test_load.py",
    "tests/local/test_sentences.py",
    "tests/local/test_supervisor.py",
    "tests/partners/test_probe_wall.py",
    "tests/proof/test_judging.py",
    "tests/public/test_many_at_once.py",
    "tests/risk/test_worked_lives.py",
    "tests/sara/test_plans_in_a_browser.py",
    "tests/triggers/test_applying_many_at_once.py",
    "tests/triggers/test_from_the_form_to_the_figures.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes long, so that `-m "not long"` leaves it out."""
    for item in items:
        if takes_long(item):
            item.add_marker(pytest.mark.long)


def takes_long(item: pytest.Item) -> bool:
    """Say whether a test starts programs, opens the demonstration, or floods, breaks or measures something whole."""
    starts = item.get_closest_marker("services") is not None
    return starts or not NEEDS.isdisjoint(getattr(item, "fixturenames", ())) or item.nodeid.startswith(PLACES)
