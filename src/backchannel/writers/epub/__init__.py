"""Write volumes and reading lists as EPUB 3 books, whose pages come from the view models of the site."""
