"""What is typed about agreements and shares."""
