"""What officers fill in, and the filters above the lists."""
