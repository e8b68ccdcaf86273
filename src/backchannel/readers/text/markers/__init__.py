"""Find note markers: raised figures in print, ordinary figures in plain text.

`find.find_markers` is the entry point. It builds on, from the bottom up:

- `traits` names what surrounds a figure (`before a capital`, `after a month`); `shared_words` what a note shares with the text
- `weights` loads the weight of each trait, which `bench/fit_markers.py` learned from published volumes
- `places` lists the places that may be markers, each with the sum of its weights
- `alignment` matches the labels, in order, to places, in order, so that the total is greatest
- `hypotheses` aligns one sequence of labels, and finds which markers are doubtful
- `unlabeled` compares the ways to label the notes, if their labels are not those of the list
- `note_ties` ties markers that a capture shows for certain to the notes of its list
"""
