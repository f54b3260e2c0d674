"""What the law says, as pure functions over plain values; no Django here."""
