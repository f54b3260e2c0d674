"""What the law and an area's own procedure say of a case review; pure."""
