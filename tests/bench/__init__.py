"""Benchmarks: what the product takes, as a ratio to a floor in the same run; `python -m tests.bench`."""
