"""Records to findings: one small function per kind of fault, and the catalogue of all codes."""
