"""Pages of problem-solving plans."""
