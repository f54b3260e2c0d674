"""Papers as files: read back, they say what they were made from, to the eye and to a reader for the blind."""

import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.template.loader import render_to_string

from asbcases.accounts.choices import Rank, Role
from asbcases.db.actor import acting
from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.papers.blocks import clean, facts, form, items, paragraphs, part, strong, table
from asbcases.enforcement.papers.common import hours_words
from asbcases.enforcement.papers.compiler import (
    CannotBePrintedError,
    fonts,
    printed,
    template_version,
    texts_of,
)
from asbcases.enforcement.views.papers import on_page
from tests.enforcement.make_papers import HOSTILE, every_kind
from tests.enforcement.reading import Read, attribute, squeezed
from tests.make import make_user

AT = datetime(2026, 12, 5, 12, tzinfo=UTC)
# PICTURES=1 keeps the files, to be looked at.
PICTURES = Path("var/papers")
Words = dict[str, Any]
pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize("kind", list(PaperKind))


@pytest.fixture(scope="module")
def every(django_db_setup: None, django_db_blocker: Any) -> Mapping[str, tuple[Words, bytes]]:
    """Make each kind once, and keep of it what is stored; the rows themselves are gone again."""
    with django_db_blocker.unblock(), acting("system:test"), transaction.atomic():
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        made = {kind: (paper.data, bytes(paper.pdf)) for kind, paper in every_kind(by=amira).items()}
        transaction.set_rollback(True)
    if os.environ.get("PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        for kind, (words, pdf) in made.items():
            (PICTURES / f"{kind}.pdf").write_bytes(pdf)
            (PICTURES / f"{kind}-large.pdf").write_bytes(printed({**words, "large": True}, made_at=AT))
    return made


def words_of_a_paper(*blocks: Words, **instead: Any) -> Words:
    """Return the words of a small paper."""
    said = {
        "title": "Notice",
        "reference": "CPN-2026-000001",
        "organisation": "Essex Police",
        "about": "A paper",
        "large": False,
    }
    return {**said, "parts": [part("To you", *blocks)], **instead}


def in_order(words: Words) -> str:
    """Return what a paper says from the first word to the last."""
    said = [words["organisation"], words["title"]]
    for one in words["parts"]:
        said.append(one["heading"])
        for block in one["blocks"]:
            said += texts_of(block)
    return squeezed("".join(said))


@KINDS
def test_each_kind_is_tagged_and_says_its_language_and_its_title(
    kind: str, every: Mapping[str, tuple[Words, bytes]]
) -> None:
    words, raw = every[kind]
    for pdf in (Read(raw), Read(printed({**words, "large": True}, made_at=AT))):
        assert bool(pdf.root.MarkInfo.Marked)
        assert str(pdf.root.Lang) == "en-GB"
        assert bool(pdf.root.ViewerPreferences.DisplayDocTitle)
        title = f"{words['title']} {words['reference']}"
        assert str(pdf.pdf.docinfo["/Title"]) == title
        with pdf.pdf.open_metadata() as about:
            assert about["dc:title"] == title
            assert about["pdfuaid:part"] == "1"
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert pdf.fonts
        assert all(embedded and "LiberationSans" in name for name, embedded in pdf.fonts.items()), pdf.fonts


@KINDS
def test_each_table_has_a_header_row_with_its_scope(
    kind: str, every: Mapping[str, tuple[Words, bytes]]
) -> None:
    words, raw = every[kind]
    pdf = Read(raw)
    tables = [
        block for one in words["parts"] for block in one["blocks"] if "table" in block or "form" in block
    ]

    assert len(pdf.tagged("Table")) == len(tables)
    for element in pdf.tagged("Table"):
        head = element.K[0]
        assert str(head.S) == "/THead"
        cells = [cell for row in head.K for cell in row.K]
        assert cells
        assert {str(cell.S) for cell in cells} == {"/TH"}
        assert {attribute(cell, "/Scope") for cell in cells} == {"/Column"}
    assert len(pdf.tagged("H1")) == 1
    assert len(pdf.tagged("H2")) == sum(one["heading"] != "" for one in words["parts"])


@KINDS
def test_file_and_page_say_the_same_words_in_the_same_order(
    kind: str, every: Mapping[str, tuple[Words, bytes]]
) -> None:
    words, raw = every[kind]
    page = Said()
    page.feed(render_to_string("enforcement/paper_words.html", on_page(words)))

    assert Read(raw).words == in_order(words)
    assert squeezed("".join(page.said)) == in_order(words)


class Said(HTMLParser):
    """What a page says aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def test_the_record_of_service_stands_alone_on_the_last_page(
    every: Mapping[str, tuple[Words, bytes]],
) -> None:
    for kind in set(PaperKind) - {PaperKind.CBO_REQUEST}:
        *pages, last = Read(every[kind][1]).pages
        assert last.startswith("Recordofservice"), kind
        assert all("Recordofservice" not in page for page in pages)
    assert len(Read(every[PaperKind.CPW][1]).pages) == 2


def test_large_print_has_18_points_and_the_same_words(every: Mapping[str, tuple[Words, bytes]]) -> None:
    words, raw = every[PaperKind.CPN]
    large = Read(printed({**words, "large": True}, made_at=AT))

    assert large.words == Read(raw).words
    assert len(large.pages) > len(Read(raw).pages)
    assert 18.0 in large.sizes
    assert min(large.sizes) > 14
    assert 11.0 in Read(raw).sizes


def test_the_notice_explains_sections_46_to_51_with_the_numbers_of_its_day(
    every: Mapping[str, tuple[Words, bytes]],
) -> None:
    said = " ".join(texts_of(every[PaperKind.CPN][0])).replace("\u00a0", " ")

    for section in (
        "section 46",
        "section 47",
        "section 48",
        "sections 49 and 50",
        "section 51",
        "section 52",
    ):
        assert f"({section})" in said
    for number in ("21 days", "£2,500", "£100", "14 days", "28 days"):
        assert number in said
    assert "22 Mersea Road" in said
    assert "Monday to Sunday, 11pm to 7am" in said
    penalty = " ".join(texts_of(every[PaperKind.FPN][0]))
    for content in (
        "Music that could be heard",
        "19 December 2026",
        "£100",
        "£75.50",
        "Sheepen Road",
        "By card",
    ):
        assert content in penalty


def test_what_is_typed_is_never_read_as_markup() -> None:
    typed = [
        HOSTILE,
        '#import "@preview/x": *',
        '= Head\n- *a* _b_ $x^2$ @ref <tag> `raw` \\ // /* */ ~ --- [#eval("1")]',
    ]
    blocks = [facts(("To", one)) for one in typed] + [paragraphs(typed[2])[0], strong(HOSTILE), items(typed)]
    rows = table(("No.", "What"), [("1", typed[2]), ("2", "x " * 10_000)], widths=(0, 1))
    words = words_of_a_paper(*blocks, rows, form(("A", "B"), [(HOSTILE, "")]), title=HOSTILE)

    pdf = Read(printed(words, made_at=AT))

    assert pdf.words == in_order(words)
    assert squeezed(HOSTILE) in pdf.words
    assert str(pdf.pdf.docinfo["/Title"]) == f"{HOSTILE} CPN-2026-000001"
    assert len(pdf.tagged("Table")) == 2


def test_what_nobody_sees_is_taken_out_and_what_has_no_letter_is_named() -> None:
    assert clean(" a\u202eb\u200bc\x07\r\nd\te\u0301 ") == "abc\nd é"
    printed(words_of_a_paper(facts(("To", "Łukasz Ñandú Ωμέγα Иван")), *paragraphs("a\n\nb")), made_at=AT)

    with pytest.raises(CannotBePrintedError, match="中"):
        printed(words_of_a_paper(facts(("To", "中文"))), made_at=AT)


def test_a_fault_of_the_layout_is_no_fault_of_the_words() -> None:
    with pytest.raises(RuntimeError, match="dictionary does not contain key"):
        printed({"title": "Without the rest"}, made_at=AT)


def test_the_same_words_give_the_same_bytes_and_another_time_gives_others() -> None:
    words = words_of_a_paper(*paragraphs("The same."))

    first = printed(words, made_at=AT)

    assert printed(words, made_at=AT.replace(microsecond=5)) == first
    assert printed(words, made_at=AT.replace(hour=13)) != first
    read = Read(first)
    assert str(read.pdf.docinfo["/CreationDate"]).startswith("D:20261205120000")
    assert len(template_version()) <= 20
    assert set(fonts().families()) == {"Liberation Sans"}


def test_eight_threads_make_papers_at_once_and_all_are_alike() -> None:
    words = words_of_a_paper(*paragraphs("At once."))
    wanted, made, faults = printed(words, made_at=AT), list[bytes](), list[Exception]()

    def make() -> None:
        try:
            made.extend(printed(words, made_at=AT) for _ in range(10))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert len(made) == 80
    assert set(made) == {wanted}


def test_hours_are_written_as_people_say_them() -> None:
    assert hours_words("Mon-Sun", "22:00", "07:30") == "Monday to Sunday, 10pm to 7:30am"
    assert hours_words("Fri,Sat", "12:00", "24:00") == "Friday,Saturday, midday to midnight"
