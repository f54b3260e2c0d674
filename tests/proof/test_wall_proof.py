"""The proof of the wall fails where anything leaked, where a route showed nothing to anybody, and where nothing was marked."""

from tests.proof.wall import PARTS, Told, meant, section


def told(**first: object) -> dict[str | None, Told]:
    """Return what was said with each of the locks; with both of them, what is given here."""
    whole = {"probes": 10, "kinds": 3, "shown": {"shared_list"}, **first}
    return {only: Told(**(whole if only is None else {"probes": 5})) for only in PARTS}


def test_the_proof_holds_only_where_nothing_leaked_and_every_route_showed_something() -> None:
    assert section(9, [], told(), {"shared_list"}, 1.0).holds
    assert not section(0, [], told(), {"shared_list"}, 1.0).holds
    assert not section(9, [], told(leaks=["dev, inbox: shows a text"]), {"shared_list"}, 1.0).holds
    assert not section(9, [], told(kinds=0), {"shared_list"}, 1.0).holds
    assert not section(9, [], told(broken={"inbox"}), {"shared_list"}, 1.0).holds
    assert not section(9, [], told(), {"shared_list", "shared_page"}, 1.0).holds


def test_the_routes_of_partners_are_among_those_that_must_show_something() -> None:
    assert {"shared_list", "shared_page", "own_report", "request_page", "api_shared_case"} <= meant()
