"""List pages, of a volume and of the edition; and the data files of the finder and the search."""
