"""Packs as files: each level holds what it may and nothing else, in its words, its marks, its name and its raw bytes."""

import os
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
from django.db import transaction
from django.template.loader import render_to_string

from asbcases.accounts.choices import Rank, Role
from asbcases.db.actor import acting
from asbcases.enforcement.papers.compiler import printed, texts_of
from asbcases.enforcement.views.papers import on_page
from tests.enforcement.reading import Read, attribute, squeezed
from tests.make import make_user
from tests.triggers.make_packs import FOR_WHOM, SECRETS, make_packs, make_secret_review
from triggers.choices import PackLevel
from triggers.views.packs import file_name

# PICTURES=1 keeps the files, to be looked at.
PICTURES = Path("var/papers")
pytestmark = pytest.mark.django_db
ENCODINGS = ("latin-1", "utf-8", "utf-16-be", "utf-16-le")
LEVELS = pytest.mark.parametrize("level", list(PackLevel))


class Made(NamedTuple):
    """A pack as it is stored."""

    data: dict[str, Any]
    pdf: bytes
    name: str
    sha256: str
    at: Any


@pytest.fixture(scope="module")
def every(django_db_setup: None, django_db_blocker: Any) -> Mapping[PackLevel, Made]:
    """Make a pack of each level once, and keep what is stored; the rows themselves are gone again."""
    with django_db_blocker.unblock(), acting("system:test"), transaction.atomic():
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        packs = make_packs(make_secret_review(ben=ben, amira=amira), by=ben)
        made = {
            level: Made(one.data, bytes(one.pdf), file_name(one), one.sha256, one.made_at)
            for level, one in packs.items()
        }
        transaction.set_rollback(True)
    if os.environ.get("PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        for level, pack in made.items():
            (PICTURES / f"pack-{level.name.lower()}.pdf").write_bytes(pack.pdf)
            large = printed({**pack.data, "large": True}, made_at=pack.at)
            (PICTURES / f"pack-{level.name.lower()}-large.pdf").write_bytes(large)
    return made


def places_in(raw: bytes) -> dict[str, str]:
    """Return all text that a file carries, by where it stands: its words, marks, metadata, attachments, and raw bytes."""
    read = Read(raw)
    streams = [one.read_bytes() for one in read.pdf.objects if isinstance(one, pikepdf.Stream)]
    with read.pdf.open_metadata() as about, read.pdf.open_outline() as outline:
        found: dict[str, list[Any]] = {
            "words": [read.words, *read.pages],
            "marks": [mark.title for mark in _marks(outline.root)],
            "metadata": [f"{name} {value}" for name, value in about.items()],
            "info": [f"{name} {value}" for name, value in read.pdf.docinfo.items()],
            "attachments": list(read.pdf.attachments),
            "strings": [text for one in read.pdf.objects for text in _strings(one)],
            "streams": [raw.decode(letters, "ignore") for raw in streams for letters in ENCODINGS],
            "bytes": [raw.decode(letters, "ignore") for letters in ENCODINGS],
        }
    return {where: squeezed(" ".join(map(str, texts))) for where, texts in found.items()}


def _strings(value: Any, depth: int = 0) -> list[str]:
    """Return the strings within one object; what it points to is an object of its own."""
    if isinstance(value, pikepdf.String):
        return [str(value)]
    if depth > 6:
        return []
    if isinstance(value, pikepdf.Array):
        return [text for one in value for text in _strings(one, depth + 1)]
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        within = (value[name] for name in value.keys() if name != "/P")  # noqa: SIM118 - no mapping
        return [
            text
            for one in within
            if not getattr(one, "is_indirect", False)
            for text in _strings(one, depth + 1)
        ]
    return []


def _marks(marks: Any) -> list[Any]:
    return [found for one in marks for found in (one, *_marks(one.children))]


@LEVELS
def test_what_a_level_withholds_is_nowhere_in_the_file(
    level: PackLevel, every: Mapping[PackLevel, Made]
) -> None:
    pack = every[level]
    words, places = Read(pack.pdf).words, places_in(pack.pdf)
    stored = squeezed(" ".join(texts_of(pack.data)))
    page = squeezed(render_to_string("enforcement/paper_words.html", on_page(pack.data)))
    wanted = {secret for secret, least in SECRETS.items() if least <= level}

    for where, text in {"stored": stored, "page": page, "words": words}.items():
        assert {secret for secret in SECRETS if squeezed(secret) in text} == wanted, where
    for where, text in {**places, "name": pack.name}.items():
        assert {secret for secret in SECRETS if squeezed(secret) in text} <= wanted, where
        assert "Whomsoever" not in text, where
    assert "Whomsoever" in FOR_WHOM
    assert "Whomsoever" not in stored + page


def test_the_search_finds_what_stands_anywhere(every: Mapping[PackLevel, Made]) -> None:
    """What is looked for would be found in each of these places: none is passed over by the test above."""
    data = every[PackLevel.NOBODY].data
    [cover, *rest] = data["parts"]
    planted = {**data, "title": "Skulduggery", "parts": [{**cover, "heading": "Tremulous"}, *rest]}
    pdf = pikepdf.open(BytesIO(printed(planted, made_at=every[PackLevel.NOBODY].at)))
    pdf.attachments["Plumbago.txt"] = b"Nightjar"
    kept = BytesIO()
    pdf.save(kept, compress_streams=False)

    places = places_in(kept.getvalue())

    for where in ("words", "marks", "metadata", "info", "strings", "streams"):
        assert "Skulduggery" in places[where], where
    assert "Tremulous" in places["marks"]
    assert "Plumbago" in places["attachments"]
    assert "Nightjar" in places["streams"]
    assert "Nightjar" in places["bytes"]


@LEVELS
def test_a_pack_is_tagged_with_title_language_marks_and_its_fonts(
    level: PackLevel, every: Mapping[PackLevel, Made]
) -> None:
    pack = every[level]
    parts = [one["heading"] for one in pack.data["parts"] if one["heading"]]
    title = f"Panel pack, {level.label.lower()} {pack.data['reference']}"
    for pdf in (Read(pack.pdf), Read(printed({**pack.data, "large": True}, made_at=pack.at))):
        assert bool(pdf.root.MarkInfo.Marked)
        assert str(pdf.root.Lang) == "en-GB"
        assert bool(pdf.root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.pdf.docinfo["/Title"]) == title
        with pdf.pdf.open_metadata() as about:
            assert about["dc:title"] == title
            assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == (
                "1",
                "2",
                "A",
            )
        assert pdf.fonts
        assert all(embedded and "LiberationSans" in name for name, embedded in pdf.fonts.items())
        with pdf.pdf.open_outline() as outline:
            assert [mark.title for mark in _marks(outline.root)] == [pack.data["title"], *parts]
        heads = [cell for table in pdf.tagged("Table") for row in table.K[0].K for cell in row.K]
        assert {(str(cell.S), attribute(cell, "/Scope")) for cell in heads} == {("/TH", "/Column")}
        assert not pdf.pdf.attachments
    assert 18.0 in Read(printed({**pack.data, "large": True}, made_at=pack.at)).sizes
    assert sha256(pack.pdf).hexdigest() == pack.sha256
    assert printed(pack.data, made_at=pack.at) == pack.pdf


def test_the_name_of_the_file_says_which_review_and_which_pack_and_nothing_else(
    every: Mapping[PackLevel, Made],
) -> None:
    reference = every[PackLevel.WHOLE].data["reference"]
    assert [pack.name for pack in every.values()] == [f"{reference}-pack-{n}.pdf" for n in range(1, 6)]


def test_a_pack_goes_from_the_cover_to_the_plan(every: Mapping[PackLevel, Made]) -> None:
    headings = {level: [one["heading"] for one in pack.data["parts"]] for level, pack in every.items()}
    whole = ["", "Who attends", "Procedure in force", "Application", "Complaints", "Threshold"]
    after = ["Replies of the bodies", "Earlier decisions", "Recommendations", "Plan"]
    asked = ["Information shared and asked for"]

    assert headings == {
        PackLevel.NOBODY: [*whole, "What agencies did", *after],
        PackLevel.SUMMARY: [*whole, "What agencies did", *asked, *after],
        PackLevel.INCIDENTS: [*whole, "What agencies did", *asked, *after],
        PackLevel.RISK: [*whole, "What agencies did", "Risk", *asked, *after],
        PackLevel.WHOLE: [*whole, "What agencies did", "Risk", *asked, *after],
    }
