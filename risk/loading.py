"""How a version of a risk form becomes rows: the same for what is shipped and for what was approved."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Model

from risk.instruments import Stated
from risk.rules import Question

Rows = Callable[[str], type[Model]]


def _rows(name: str) -> type[Model]:
    return apps.get_model("risk", name)


def keep(stated: Stated, *, rows: Rows = _rows, **about: Any) -> Any:
    """Write a version with all its rows, and return it; `about` says who approved it, where somebody did.

    `rows` names the models, so that a migration can give those of its time.
    """
    instrument, _ = rows("Instrument")._default_manager.get_or_create(
        code=stated.code, defaults={"title": stated.title, "source": stated.source}
    )
    version = rows("InstrumentVersion")._default_manager.create(
        instrument=instrument,
        version=stated.version,
        status=stated.status.value,
        scoring=stated.sheet.scoring.value,
        require_all=stated.sheet.require_all,
        max_score=stated.max_score,
        valid_from=stated.valid_from,
        **about,
    )
    for number, question in enumerate(stated.sheet.questions, start=1):
        _keep_question(version, number, question, rows)
    _keep_bands_and_floors(version, stated, rows)
    return version


def _keep_question(version: Any, number: int, asked: Question, rows: Rows) -> None:
    question = rows("Question")._default_manager.create(
        version=version,
        number=number,
        code=asked.code,
        text=asked.text,
        help=asked.help,
        help_by_phone=asked.help_by_phone,
        sensitive=asked.sensitive,
        scored=asked.scored,
    )
    option = rows("Option")
    option._default_manager.bulk_create(
        option(question=question, number=place, code=given.code, label=given.label, score=given.score)
        for place, given in enumerate(asked.options, start=1)
    )


def _keep_bands_and_floors(version: Any, stated: Stated, rows: Rows) -> None:
    band, floor = rows("Band"), rows("Floor")
    band._default_manager.bulk_create(
        band(version=version, level=one.level.value, min_score=one.min_score, max_score=one.max_score)
        for one in stated.sheet.bands
    )
    floor._default_manager.bulk_create(
        floor(
            version=version,
            number=number,
            condition={code: list(options) for code, options in one.condition.items()},
            at_least=one.at_least,
            level=one.level.value,
            reason=one.reason,
        )
        for number, one in enumerate(stated.sheet.floors, start=1)
    )
