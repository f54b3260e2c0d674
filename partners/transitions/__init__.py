"""What officers and administrators do about agreements and shares, one function for each act."""
