"""What is missing, wrong or out of date about a claim, and where the map of the evidence is empty."""
