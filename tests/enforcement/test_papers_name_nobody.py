"""The reporter guard: what is known of those who reported is found wherever it stands, and ordinary words are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asbcases.enforcement.rules.naming import Finding, Known, Own, covered, told

FILLER = (
    "You must stop playing amplified music after ten in the evening and keep the bins of the shared yard closed so that "
    "nobody is kept awake by noise or by rats from what lies about there"
)
NAMES = (
    "Jade Taylor", "Mrs Jade Taylor", "Taylor, Jade", "Seán O'Brien", "Anne-Marie McDonald", "Will May", "Rose Green",
    "Li Na", "María José de la Cruz", "Abdul Rahman Khan", "J. Okonkwo", "Zoë Łukasz", "Prakash", "Mark Bell",
)  # fmt: skip
HOMES = (
    "14 Mersea Road, Colchester", "Flat 3, 14 Mersea Road", "14b Mersea Rd", "Rose Cottage, The Street, Tiptree",
    "Flat B, 22 St John's Street, Colchester CO2 7EF", "Grange House, Mill Lane", "3 Elm Close", "14-16 High Street",
)  # fmt: skip
REPORT = (
    "He banged on our wall until three in the morning and my little boy could not sleep at all. "
    "I have asked him twice, politely; he only laughed at me."
)
OWN = Own(names=["Kevin Marsh", "Ben Lane"], addresses=["Flat 5, 14 Mersea Road, Colchester"])


def kinds(text: str, known: Known, own: Own | None = None) -> set[str]:
    return {finding.kind for finding in told([text], known, own or Own())}


def passages(text: str, known: Known, own: Own | None = None) -> list[str]:
    return [finding.passage for finding in told([text], known, own or Own())]


@st.composite
def disguised(draw: st.DrawFn, words: str) -> str:
    """Write words as somebody might: another case, other punctuation between them, characters that nobody sees."""
    case = draw(st.sampled_from([str, str.upper, str.lower, str.title]))
    between = draw(st.sampled_from([" ", "  ", "\n", ", ", " - ", "\u00a0", " \u2013 ", "; "]))
    unseen = draw(st.sampled_from(["", "\u200b", "\u00ad"]))
    parts = [part[:1] + unseen + part[1:] for part in case(words).replace(",", "").replace(".", "").split()]
    return between.join(parts)


@st.composite
def planted(draw: st.DrawFn, inside: str) -> str:
    """Return a text of an ordinary paper with something planted in it."""
    words = FILLER.split()
    before = draw(st.integers(0, len(words)))
    return " ".join([*words[:before], "\u2013", inside, "\u2013", *words[before:]])


@settings(max_examples=150, deadline=None)
@given(data=st.data(), name=st.sampled_from(NAMES))
def test_a_name_of_a_reporter_is_found_anywhere_and_in_any_order(data: st.DataObject, name: str) -> None:
    words = name.replace("Mrs ", "").replace(",", "").split()
    turned = " ".join(data.draw(st.permutations(words)))
    if len(words) == 1:
        turned = name

    text = data.draw(planted(data.draw(disguised(turned))))

    assert "name" in kinds(text, Known(names=[name]), OWN), text


@settings(max_examples=150, deadline=None)
@given(data=st.data(), home=st.sampled_from(HOMES))
def test_a_home_of_a_reporter_is_found_anywhere(data: st.DataObject, home: str) -> None:
    text = data.draw(planted(data.draw(disguised(home.split(" CO2")[0]))))

    assert "address" in kinds(text, Known(addresses=[home])), text


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_six_words_of_a_report_are_found_anywhere_and_five_are_not(data: st.DataObject) -> None:
    words = REPORT.split()
    at, length = data.draw(st.integers(0, len(words) - 6)), data.draw(st.integers(6, 9))
    run = words[at : at + length]
    text = data.draw(planted(data.draw(disguised(" ".join(run)))))

    assert "words" in kinds(text, Known(reports=["Something else.", REPORT])), text
    assert not told([" ".join(words[at : at + 5])], Known(reports=[REPORT]), Own())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("This disturbed Mrs Taylor's family.", "Mrs Taylor's"),
        ("as the Taylors say", "Taylors"),
        ("write to J Taylor", "J Taylor"),
        ("Jade told us", "Jade"),
        ("Seen by JADETAYLOR on the landing", "JADETAYLOR"),
    ],
)
def test_part_of_a_name_is_found_where_it_names_somebody(text: str, shown: str) -> None:
    (found,) = passages(text, Known(names=["Jade Taylor"]))

    assert found in shown
    assert found.casefold().strip("s'") in text.casefold()


def test_a_name_with_a_particle_is_found_in_one_word_and_in_two() -> None:
    for name, text in (
        ("Sean O'Brien", "the o brien home"),
        ("De La Cruz", "ask Delacruz"),
        ("Di Marco", "dimarco"),
    ):
        assert kinds(text, Known(names=[name])) == {"name"}, text


@pytest.mark.parametrize(
    "contact",
    ["07700 900123", "+44 7700 900123", "0044 7700-900-123", "(07700) 900 123", "07700900123 after six"],
)
def test_a_number_is_found_however_it_is_written(contact: str) -> None:
    assert "contact" in kinds(f"Ring {contact} at once.", Known(contacts=["07700 900 123"]))
    assert "contact" in kinds("Ring 07700 900123.", Known(contacts=[contact]))


def test_addresses_of_mail_and_other_ways_are_found() -> None:
    known = Known(
        contacts=["Jade.T@example.org", "her sister Amy on the third floor", "yes", "123456 at work"]
    )

    text = "Ask jade.t@EXAMPLE.org, or her sister Amy, on the third floor; yes, or 123-456."
    assert passages(text, known) == ["jade.t@EXAMPLE.org", "her sister Amy, on the third floor", "123-456"]


@pytest.mark.parametrize(
    "text",
    [
        "the occupier of flat 3 above you",
        "the people at Apartment 3",
        "those in flat no. 3",
        "14 Mersea",
        "outside number 14",
        "near CO27EF",
        "near co2 7ef",
        "No 14, Mersea Rd.",
    ],
)
def test_part_of_a_home_is_found(text: str) -> None:
    home = "Flat 3, 14 Mersea Road, Colchester CO2 7EF"
    assert "address" in kinds(text, Known(addresses=[home]))


HARMLESS = (
    "You must not play amplified music at 22 Mersea Road between 10pm on one day and 7am on the next.",
    "From 3 May 2026 until the end of 30 June 2026 you will keep the gate closed.",
    "The green bins stand beside the rose beds; mark each with a bell.",
    "You may appeal to a magistrates' court within 21 days. It will mark the day.",
    "Do not enter Taylor Street or Bell Lane, Colchester, at any time of the day or night.",
    "Keep 14 days from now. Put 3 bins in the flat yard; 14 of them are too many.",
    "Telephone 01206 555000 or write to the council, 33 Sheepen Road, Colchester CO3 3WG.",
    "፲ 中 — ½ and the rest of J. and R. alone",
    "Reference CPN-2026-000123, page 14 of 3.",
    "He may as well: if one is at home, and the man at the door is not.",
    "",
)


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_words_are_no_finding(text: str) -> None:
    known = Known(
        names=["Jade Taylor", "Rose Green", "Will May", "Mark Bell", "Asif Khan", "unknown", "", "Li Na"],
        addresses=["Flat 3, 14 Mersea Road, Colchester CO2 7EF", "Colchester", "no fixed abode", ""],
        contacts=["07700 900123", "jade@example.org", "", "x"],
        reports=[REPORT, "Short."],
    )

    assert told([text], known, OWN) == []


def test_what_is_the_respondents_own_is_no_finding() -> None:
    known = Known(
        names=["Ann Marsh"],
        addresses=["Flat 3, 14 Mersea Road, Colchester"],
        reports=["It is Kevin Marsh again, he lives at Flat 5, 14 Mersea Road, Colchester and plays music."],
    )
    text = "Kevin Marsh, Flat 5, 14 Mersea Road, Colchester, must stop. Mr Marsh was told by Ben Lane."

    assert told([text], known, OWN) == []
    assert passages("Ann Marsh in flat 3", known, OWN) == ["Ann Marsh", "flat 3"]


def test_a_passage_is_named_once_and_allowed_alone_or_within_a_longer_one() -> None:
    known = Known(names=["Jade Taylor"])

    found = told(["Jade Taylor said", "JADE  TAYLOR says", "Taylor only"], known, Own())

    assert [one.passage for one in found] == ["Jade Taylor", "Taylor"]
    assert all(covered(one, [Finding("name", "jade taylor")]) for one in found)
    assert not covered(found[0], [Finding("name", "Taylor"), Finding("words", "Jade Taylor")])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_no_text_is_too_strange_to_be_looked_through(text: str, known: list[str]) -> None:
    of = Known(names=known, bodies=known, addresses=known, contacts=known, reports=known)

    for finding in told([text, *known], of, Own(names=known[:1], addresses=known[:1])):
        assert finding.passage.strip()


def test_a_paper_of_the_greatest_length_is_looked_through_to_its_end() -> None:
    names = [f"Anna{n} Beech{n}" for n in range(60)]
    texts = ["Anna1 " * 3_000 + "Beech1 " * 3_000, "((0 0 0 " * 3_000, "1 " * 10_000]
    known = Known(
        names=names, addresses=[f"Flat {n}, {n} Elm Road" for n in range(60)], contacts=["07700 900123"] * 60
    )

    assert "name" in {one.kind for one in told(texts, known, Own())}
