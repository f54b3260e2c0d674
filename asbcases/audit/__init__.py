"""The record: who did what and why, and who looked."""
