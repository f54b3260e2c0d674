"""The API of what administrators, auditors and who keeps an agency's accounts do."""
