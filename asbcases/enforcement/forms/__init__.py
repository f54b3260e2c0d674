"""Forms of enforcement."""
