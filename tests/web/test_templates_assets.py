"""What is shipped to browsers: made from the named packages, ours alone in look, and calling nobody."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "static" / "asb"
DIST = STATIC / "dist"
PROVENANCE = json.loads((DIST / "PROVENANCE.json").read_text())
FORBIDDEN_NAMES = re.compile(r"crest|crown|govuk-icon|opengraph|logotype|apple-touch|\.woff|\.ttf", re.I)
# An address inside these is a name of a language, not something that a browser asks for.
NAMESPACE = re.compile(r"http://www\.w3\.org/(?:1999/xhtml|1999/xlink|2000/svg|XML/1998/namespace)")
INLINE = re.compile(r"<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:", re.I)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.I | re.S)


def shipped(*endings: str) -> list[Path]:
    return sorted(path for path in STATIC.rglob("*") if path.suffix in endings)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize(("name", "digest"), PROVENANCE["files"].items())
def test_a_compiled_file_is_the_one_whose_making_was_recorded(name: str, digest: str) -> None:
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest


def test_every_compiled_file_has_its_making_recorded() -> None:
    present = {path.relative_to(ROOT).as_posix() for path in DIST.rglob("*") if path.is_file()}

    assert present - {"static/asb/dist/PROVENANCE.json"} <= set(PROVENANCE["files"])


def test_the_recorded_versions_are_the_locked_ones() -> None:
    locked = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]

    for name, package in PROVENANCE["packages"].items():
        entry = locked[f"node_modules/{name}"]
        assert (entry["version"], entry["integrity"]) == (package["version"], package["integrity"])


def test_the_lock_file_and_settings_of_npm_name_no_address() -> None:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        assert "://" not in (ROOT / "frontend" / name).read_text()


def test_no_crown_crest_or_typeface_of_others_is_shipped() -> None:
    assert [path.name for path in STATIC.rglob("*") if FORBIDDEN_NAMES.search(path.name)] == []
    for path in shipped(".css", ".mjs", ".js", ".svg"):
        text = path.read_text()
        assert not re.search(r"GDS Transport|@font-face|crest|crown", text, re.I), path


def test_the_blue_of_another_brand_is_not_ours() -> None:
    for path in shipped(".css"):
        assert "#1d70b8" not in path.read_text().lower()


@pytest.mark.parametrize("path", shipped(".css", ".js", ".svg"), ids=lambda path: path.name)
def test_nothing_shipped_asks_another_host(path: Path) -> None:
    assert "://" not in NAMESPACE.sub("", path.read_text())


def test_every_image_that_the_style_sheets_name_is_there() -> None:
    for path in shipped(".css"):
        for name in re.findall(r"url\(\"?(?!data:)([^)\"]+)\"?\)", path.read_text()):
            assert (path.parent / name).is_file(), name


def test_the_first_visit_stays_within_its_weight() -> None:
    import zlib

    sent = [path for path in shipped(".css", ".js") if path.name != "axe.min.js"]

    assert sum(len(zlib.compress(path.read_bytes(), 9)) for path in sent) < 60_000


@pytest.mark.parametrize(
    "path", templates(), ids=lambda path: path.relative_to(ROOT / "templates").as_posix()
)
def test_a_template_has_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text()

    assert not INLINE.search(text)
    for attributes, body in SCRIPT.findall(text):
        assert "application/json" in attributes or ("src=" in attributes and not body.strip())


@pytest.mark.parametrize(
    "path", templates(), ids=lambda path: path.relative_to(ROOT / "templates").as_posix()
)
def test_a_template_names_no_other_host(path: Path) -> None:
    assert "://" not in NAMESPACE.sub("", path.read_text())
