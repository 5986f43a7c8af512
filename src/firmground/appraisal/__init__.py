"""Scores of whole articles, and which sides of the matter an article leaves out; each with its reason."""
