"""Dated numbers of law and policy: each is chosen by the day of the event, and names its source."""
