"""What every part of the API shares: refusals as problem details, versions, keys, pages and the description."""
