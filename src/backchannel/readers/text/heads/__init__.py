"""Read the head of a document: number, kind, correspondents, place and date."""
