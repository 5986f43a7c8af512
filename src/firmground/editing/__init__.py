"""Writes into a user's files: one slice at a time, under the hash of what was read."""
