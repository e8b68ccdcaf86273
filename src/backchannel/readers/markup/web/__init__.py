"""Read saved web pages: find the article of a page, its markers and notes, and write it as a text."""
