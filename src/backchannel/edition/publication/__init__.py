"""Keep each published address at its words: what was published, how paragraphs are named, and what became of words that are gone."""
