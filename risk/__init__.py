"""The risk to a victim: versioned instruments, honest levels, reviews on time."""
