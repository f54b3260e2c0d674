"""The entry of web servers."""

import os

from django.core.wsgi import get_wsgi_application

from asbcases.web.counts_folder import count_together
from asbcases.web.memory import tidy_seldom
from asbcases.web.whole import whole_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asbcases.settings.dev")
# Before Django reads the library that counts, and before the server forks.
count_together()
application = whole_bodies(get_wsgi_application())
tidy_seldom()
