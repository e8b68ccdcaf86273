"""Trace the messages: which there are, on which journey each was sent, which one a mention means, what answers what, and when.

`facts` loads what the readers found; `journeys` infers the journeys and places the printed messages on them; `mentions` finds which
message each mention means (`telegrams` for those of a post); `ledger` builds the list of messages; `threads` ties them; `times` bounds
when each was sent. `trace` runs them in that order. Only `facts` and `trace` use the store; the others take plain values and return them.
"""
