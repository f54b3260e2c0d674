"""Pages of community remedies and restorative justice."""
