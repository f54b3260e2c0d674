"""What every page and every API view shares."""
