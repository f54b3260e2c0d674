"""Tests of the embedded services and of `manage.py up`, with real processes."""
