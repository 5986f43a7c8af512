"""How a work is named in a list of references: pieces of text that a page, a sheet or a document can set."""
