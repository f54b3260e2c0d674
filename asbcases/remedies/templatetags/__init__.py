"""What templates ask about remedies."""
