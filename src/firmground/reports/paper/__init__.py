"""Pages as PDF files: the same words as the page, set for paper."""
