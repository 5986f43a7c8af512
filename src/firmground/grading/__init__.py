"""How certain the evidence is, how good the best source is, and the verdict that follows, each with its reasons."""
