"""What a page shows: each part a pure function from an audit to HTML, wrapped in a view."""
