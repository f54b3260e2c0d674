"""A migration draws the models that it names, with what their columns refer to, and no others."""

from typing import Any

import pytest
from django.db import models
from django.db.migrations import AddField, AlterField, CreateModel, RunSQL
from django.db.migrations.state import ModelState, ProjectState

from asbcases.db.sparing import drawn_for

KEY = ("id", models.BigAutoField(primary_key=True))


def key(to: str, **more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(to, models.PROTECT, **more)


def state() -> ProjectState:
    """Return four tables: a note is on a case, of which an officer takes care, who is of a force; a report refers to none."""
    made = ProjectState()
    for name, fields in {
        "Force": [KEY],
        "Officer": [KEY, ("force", key("a.Force"))],
        "Case": [KEY, ("officer", key("a.Officer")), ("code", models.TextField(unique=True))],
        "Note": [KEY, ("case", key("a.Case"))],
        "Report": [KEY],
    }.items():
        made.add_model(ModelState("a", name, fields))
    return made


def drawn(*operations: Any) -> set[str]:
    """Return the models that are drawn for the operations."""
    before = state()
    with drawn_for(operations, "a", before):
        found = {model.__name__ for model in before.apps.get_models()}
    assert "apps" not in before.__dict__
    return found


def test_a_column_needs_its_table_and_what_the_table_refers_to() -> None:
    assert drawn(AddField("note", "words", models.TextField())) == {"Note", "Case"}
    assert drawn(AddField("report", "words", models.TextField())) == {"Report"}


def test_a_relation_has_the_key_of_what_it_leads_to() -> None:
    after = state()
    operation = AddField("report", "case", key("a.Case", to_field="code"))
    operation.state_forwards("a", after)

    with drawn_for([operation], "a", after):
        report = after.apps.get_model("a", "Report")

        assert report._meta.get_field("case").target_field.column == "code"


def test_who_leads_to_what_has_a_key_of_another_is_told_by_it() -> None:
    made = state()
    one = ("case", models.OneToOneField("a.Case", models.PROTECT, primary_key=True))
    made.add_model(ModelState("a", "Plan", [one]))
    made.add_model(ModelState("a", "Step", [KEY, ("plan", key("a.Plan"))]))

    with drawn_for([AddField("step", "words", models.TextField())], "a", made):
        assert {model.__name__ for model in made.apps.get_models()} == {"Step", "Plan", "Case"}


def test_a_table_that_is_made_does_not_stand_before() -> None:
    assert drawn(CreateModel("Visit", [KEY, ("case", key("a.Case"))]), RunSQL("SELECT 1")) == set()


@pytest.mark.parametrize("name", ["id", "code"])
def test_all_are_drawn_where_others_may_refer_to_what_changes(name: str) -> None:
    operation = AlterField("case", name, state().models["a", "case"].fields[name])

    assert drawn(operation) == {"Force", "Officer", "Case", "Note", "Report"}
