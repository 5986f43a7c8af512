"""From an article's text to sentences, and from an anchor to its place in them.

Exact matching decides, likeness only hints. Import from the modules: ``article`` joins a claim file to its text,
``locate`` finds one anchor, ``sentences`` cuts a text, ``fragment`` makes the link into the live page.
"""
