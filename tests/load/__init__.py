"""The load test: people who work on the running system as they do in a shift, and what breaks under them."""
