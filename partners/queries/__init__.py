"""Agreements, shares and what was read of them."""
