"""Forms of community remedies and restorative justice."""
