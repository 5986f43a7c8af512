"""The published pages as their readers meet them."""
