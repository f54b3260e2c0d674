"""Problem solving: plans that fix their measure first, are reviewed on time and assessed honestly (practice reference 4)."""
