"""How the walk along the wall compares: what it calls a secret, a leak, and two answers that can be told apart."""

from partners.choices import Item
from partners.wall.rules import (
    ITEMS,
    MOST,
    OPENINGS,
    Answer,
    Index,
    absent_like,
    difference,
    openings_of,
    pieces,
    places,
    plain,
    scrambled,
    spread,
    without,
    without_what_is_new,
)

ONE = Answer(404, "Nothing here", ("SELECT 1",), ("Result",))


def test_a_text_is_found_where_it_begins_at_a_word_however_a_page_writes_it() -> None:
    index = Index()
    index.add("Ask  O'Neil\nabout the dog", "cases_journalentry.words")
    index.add("short", "cases_person.name")
    assert index.all() == ["ask o'neil about the dog"]

    page = plain("<p>Ask O&#x27;Neil about the dog, tonight</p>")
    assert list(index.found_in(page)) == [("ask o'neil about the dog", "cases_journalentry.words")]
    assert list(index.found_in(plain("a task o'neil about the dog"))) == []


def test_a_long_text_is_known_by_its_beginning() -> None:
    index = Index()
    index.add("The neighbours above throw stones at the window each night", "x")
    assert [len(text) for text in index.all()] == [MOST]
    assert list(index.found_in("the neighbours above throw stones at the ..."))


def test_what_may_be_read_is_no_secret() -> None:
    index = Index()
    for text in ("14 Mersea Road", "9 Hill Close", "(Beware of the dog)"):
        index.add(text, "x")
    assert index.without(plain("She lives at 14 Mersea Road. (Beware of the dog)")).all() == ["9 hill close"]


def test_answers_are_told_apart_by_status_body_statements_and_plans() -> None:
    assert difference(ONE, ONE) == ""
    assert difference(ONE._replace(status=403), ONE) == "status 403 instead of 404"
    assert difference(ONE._replace(body="Something"), ONE) == "another body"
    assert difference(ONE._replace(statements=("SELECT 1", "SELECT 2")), ONE) == "2 statements instead of 1"
    assert difference(ONE._replace(statements=("SELECT 2",)), ONE) == "other statements"
    assert difference(ONE._replace(plans=("Seq Scan",)), ONE) == "another plan"


def test_the_words_of_the_question_and_what_is_made_anew_are_no_difference() -> None:
    page = '<input name="csrfmiddlewaretoken" value="{}">Nothing for {} &lt;b&gt; %3Cb%3E'
    told = [
        without(without_what_is_new(page.format(token, token)), [token, "<b>"]) for token in ("ab1", "cd2")
    ]
    assert told[0] == told[1]
    assert told[0].endswith("Nothing for ? ? ?")


def test_terms_find_a_secret_whole_or_in_part_and_absent_ones_look_the_same() -> None:
    assert absent_like("ASB-2026-000123") == "ASB-2026-999999"
    assert scrambled("stones 14é") == "fgbarf 85é"
    found = pieces("zq12 mersea road", stands_in=lambda term: term == "mers")
    assert found == ["zq12 mersea road", "mersea", "mer", "rse", "%erse%"]
    assert pieces("a b", stands_in=lambda term: False) == ["a b"]
    assert spread(range(10), 3) == [0, 3, 6]
    assert spread("ab", 3) == ["a", "b"]


def test_each_item_opens_something_but_the_contact_who_is_an_officer() -> None:
    assert set(ITEMS) == {item.value for item in Item}
    opened = " ".join(each.where for each in OPENINGS)
    assert [item for item in ITEMS if f"%({item})s" not in opened] == ["contact"]
    assert openings_of("cases_case", "summary") == ["id = ANY (%(summary)s)"]
    assert openings_of("cases_case", "closing_reason") == []
    assert openings_of("partners_agreement", "title") != []


def test_what_is_opened_has_its_place() -> None:
    placed = places()
    assert [
        each for each in OPENINGS for column in each.columns if column not in placed.told[each.table]
    ] == []
    assert placed.knows("accounts_user", "name")
    assert placed.knows("cases_case", "summary")
    assert placed.knows("notify_message", "template")
    assert not placed.knows("cases_case", "mood")
