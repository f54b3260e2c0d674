"""Loading the shipped questions and words; what is there is never changed, so that an old triage can always be read."""

import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

from asbcases.cases.models import Rubric, Term, TriageTemplate
from asbcases.cases.terms import load_terms
from asbcases.db.kept import kept
from asbcases.errors import Refused

FOLDER = Path(__file__).parent / "data"
# What the row states by itself; the rest of the file is what is asked.
ABOUT = ("code", "version", "valid_from", "source")


class Added(NamedTuple):
    """What a run of the loader added."""

    templates: list[TriageTemplate]
    terms: list[Term]


def load_shipped_words() -> Added:
    """Add the shipped questions of triage and words of classification that are missing."""
    load_rubrics()
    return Added(load_templates(), load_terms())


def load_rubrics() -> None:
    """Add the shipped points of dip samples that are not there yet; an old version stays for its samples."""
    for file in sorted(FOLDER.glob("dip-sample-*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        about = {name: content.pop(name) for name in ("code", "version", "title")}
        if not Rubric.objects.filter(code=about["code"], version=about["version"]).exists():
            Rubric.objects.create(**about, content=content)


def load_templates() -> list[TriageTemplate]:
    """Add the shipped versions of the questions that are not there yet, and return them."""
    there = set(TriageTemplate.objects.values_list("code", "version"))
    added = []
    for file in sorted(FOLDER.glob("thrive-*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        about = {name: content.pop(name) for name in ABOUT}
        if (about["code"], about["version"]) not in there:
            added.append(TriageTemplate.objects.create(**about, content=content))
    return added


def template_on(day: date) -> TriageTemplate:
    """Return the questions in use on a day: the version that came last by then."""
    by_then = TriageTemplate.objects.filter(valid_from__lte=day)
    template = kept(("template", day), by_then.order_by("-valid_from", "-pk").first)
    if template is None:
        raise Refused(
            f"No questions for triage are in use on {day:%d %B %Y}: ask an administrator to load them."
        )
    return template
