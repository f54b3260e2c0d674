"""Pages of partners, and of those who share with them."""
