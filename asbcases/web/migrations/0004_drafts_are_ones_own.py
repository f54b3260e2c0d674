"""What somebody has typed and not sent is theirs alone; it is forgotten with old keys."""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

OWN = "user_id = (SELECT asb_actor_id()) OR (SELECT asb_is_service('system:keys'))"


class Migration(migrations.Migration):
    dependencies = [("web", "0003_drafts"), ("accounts", "0002_identity_functions")]

    operations = [RowSecurity("web_draft", see=OWN, add=OWN, change=OWN, remove=OWN)]
