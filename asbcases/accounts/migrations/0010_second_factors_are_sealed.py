"""Seal the secrets of second factors that stand in the database as they are."""

from typing import Any

from django.db import migrations

from asbcases.accounts.sealing import seal_again


def seal_all(apps: Any, schema_editor: Any) -> None:
    """Seal each secret."""
    seal_again(apps.get_model("mfa", "Authenticator").objects.select_for_update())


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_tokens"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(seal_all, migrations.RunPython.noop)]
