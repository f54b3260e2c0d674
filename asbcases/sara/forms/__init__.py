"""Forms of problem-solving plans."""
