"""The second instrument as rows: fourteen questions, version 1, for demonstration. Policy says which one is in use."""

from functools import partial

from django.db import migrations

from risk.instruments import FOLDER, read_instrument
from risk.loading import keep

CODE = "fourteen-questions"


def load(apps, schema_editor):
    text = (FOLDER / "instrument_a_1.toml").read_text(encoding="utf-8")
    keep(read_instrument(text), rows=partial(apps.get_model, "risk"))


def unload(apps, schema_editor):
    version = apps.get_model("risk", "InstrumentVersion").objects.filter(instrument__code=CODE, version="1")
    apps.get_model("risk", "Option").objects.filter(question__version__in=version).delete()
    for model in ("Floor", "Band", "Question"):
        apps.get_model("risk", model).objects.filter(version__in=version).delete()
    version.delete()
    apps.get_model("risk", "Instrument").objects.filter(code=CODE).delete()


class Migration(migrations.Migration):
    dependencies = [("risk", "0010_who_sees_decided_levels")]

    operations = [migrations.RunPython(load, unload)]
