"""Notebooks to outputs: in this process where that is the same thing, else each in a kernel of its own."""
