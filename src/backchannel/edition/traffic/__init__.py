"""Trace the messages: which there are, on which journey each was sent, which one a mention means, what answers what, and when.

`facts` loads what the readers found, with the `days` on which a document may have been written. `journeys` infers the journeys from
settings, folders and the `series` of numbers that rise with their dates, and places the printed messages on them. `mentions` finds which
message each mention means (`telegrams` for those of a post, `other_numbers` for those named by another number). `ledger` builds the list of
messages, with their `possible_matches` and `doubtful_numbers`; `threads` ties them; `times` bounds when each was sent. `trace` runs them in
that order. Only `facts` and `trace` use the store; the others take plain values and return them.
"""
