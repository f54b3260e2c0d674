"""Which operation of the law an event is, and which looks are unusual."""
