"""Enforcement through the API."""
