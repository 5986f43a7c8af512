"""Files to records and findings. Bad user data never raises here, and no block is lost."""
