"""What officers do about warnings, notices and orders: one function for each verb."""
