"""What proofs and benchmarks share: an instance begun anew, and a report."""
