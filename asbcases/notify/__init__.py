"""Telling: messages stand in an outbox in the database before anything is sent."""
