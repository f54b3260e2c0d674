"""Proofs at full size: what must hold when processes are killed; `python -m tests.proof`."""
