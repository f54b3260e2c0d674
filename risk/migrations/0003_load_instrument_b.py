"""The first instrument as rows: eight weighted factors, version 1, for demonstration."""

from django.db import migrations

from risk.instruments import FOLDER, read_instrument


def load(apps, schema_editor):
    shipped = read_instrument((FOLDER / "instrument_b_1.toml").read_text(encoding="utf-8"))
    sheet = shipped.sheet
    instrument = apps.get_model("risk", "Instrument").objects.create(
        code=shipped.code, title=shipped.title, source=shipped.source
    )
    version = apps.get_model("risk", "InstrumentVersion").objects.create(
        instrument=instrument,
        version=shipped.version,
        status=shipped.status.value,
        scoring=sheet.scoring.value,
        require_all=sheet.require_all,
        max_score=shipped.max_score,
        valid_from=shipped.valid_from,
    )
    for number, asked in enumerate(sheet.questions, start=1):
        question = apps.get_model("risk", "Question").objects.create(
            version=version, number=number, code=asked.code, text=asked.text, help=asked.help, scored=asked.scored
        )
        for place, option in enumerate(asked.options, start=1):
            apps.get_model("risk", "Option").objects.create(
                question=question, number=place, code=option.code, label=option.label, score=option.score
            )
    for band in sheet.bands:
        apps.get_model("risk", "Band").objects.create(
            version=version, level=band.level.value, min_score=band.min_score, max_score=band.max_score
        )
    for number, floor in enumerate(sheet.floors, start=1):
        apps.get_model("risk", "Floor").objects.create(
            version=version,
            number=number,
            condition={code: list(options) for code, options in floor.condition.items()},
            level=floor.level.value,
            reason=floor.reason,
        )


def unload(apps, schema_editor):
    of_version = {"version__instrument__code": "weighted-factors", "version__version": "1"}
    for model in ("Floor", "Band"):
        apps.get_model("risk", model).objects.filter(**of_version).delete()
    apps.get_model("risk", "Option").objects.filter(**{f"question__{key}": value for key, value in of_version.items()}).delete()
    apps.get_model("risk", "Question").objects.filter(**of_version).delete()
    apps.get_model("risk", "InstrumentVersion").objects.filter(instrument__code="weighted-factors", version="1").delete()
    apps.get_model("risk", "Instrument").objects.filter(code="weighted-factors").delete()


class Migration(migrations.Migration):
    dependencies = [("risk", "0002_row_security")]

    operations = [migrations.RunPython(load, unload)]
