"""An embedded instance of the command's own, begun anew each time."""

import os
import shutil
import sys
from pathlib import Path

from asbcases.local import places
from asbcases.local.services import Services, ensure_running


def begin(settings: str, *, durable: bool = False) -> Path:
    """Start empty services in a folder of the command's own, and set up Django on them; return the folder."""
    var = places.var_folder() / "run"
    if not Services(var).stop_if_unused():
        sys.exit(f"Another run is under way in {var}: wait for it, or set ASBCASES_VAR to another folder.")
    shutil.rmtree(var)
    os.environ["ASBCASES_VAR"] = str(var)
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django

    django.setup()
    ensure_running(durable=durable)
    from asbcases.local.prepare import prepare_database

    prepare_database()
    return var
