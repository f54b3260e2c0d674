"""What a problem-solving plan needs before it moves on, and what its figures say; pure."""
