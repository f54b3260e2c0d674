# One image for web, worker, beat and migrate: the command decides. Without one it serves the pages on port 8000.
FROM python:3.12-slim

ENV DJANGO_SETTINGS_MODULE=asbcases.settings.production \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1

WORKDIR /srv/asbcases

# The locked libraries of production alone: the embedded services are tools of development.
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/base.txt

# .dockerignore names what is let in.
COPY . .
# Settings with nothing real in them: collecting connects to nothing, and nothing of them stays in the image. Left out
# are the files of pages that we do not serve.
RUN ALLOWED_HOSTS=build SECRET_KEY=throwaway-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ \
    DATABASE_URL=postgres://nobody@localhost/none REDIS_URL=redis://localhost EMAIL_URL=consolemail:// \
    python manage.py collectstatic --no-input --ignore redoc --ignore rest_framework && \
    python -m compileall -q asbcases risk partners triggers && \
    chmod -R a+rX,go-w .

# A volume of uploads begins as this folder: theirs who run the programs, and closed to others.
RUN mkdir /srv/media && chown 10001:10001 /srv/media && chmod 700 /srv/media

# The files belong to root, and the programs run as somebody who may change none of them.
USER 10001:10001
EXPOSE 8000

HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "docker/healthy.py"]
CMD ["gunicorn", "asbcases.wsgi:application", "--worker-class", "asbcases.web.serving.Worker", "--workers", "2", "--threads", "4", "--bind", "0.0.0.0:8000", "--graceful-timeout", "10", "--no-control-socket", "--no-sendfile", "--preload"]
