"""The entry of web servers."""

import os

from django.core.wsgi import get_wsgi_application

from asbcases.web.counts_folder import count_together
from asbcases.web.memory import tidy_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asbcases.settings.dev")
# Before Django reads the library that counts, and before the server forks.
count_together()
application = get_wsgi_application()
tidy_seldom()
