"""What happens in the county from day to day: reports come in, officers go, cases are worked."""
