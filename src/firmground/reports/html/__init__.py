"""HTML read once into a tree, small passes over the tree, and one writer: for pages, the terminal and paper."""
