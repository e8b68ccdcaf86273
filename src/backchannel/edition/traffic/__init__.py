"""The traffic of messages: which there are, on which journey each was sent, what a mention means, what answers what, and when.

`facts` loads what the readers found; `journeys` tells the journeys and places the printed messages in them; `mentions` tells which
message each mention means (`telegrams` those of a post); `ledger` gathers the messages; `threads` ties them; `times` bounds when each was
sent. `trace` runs them in that order. All are functions from plain values to plain values; only `facts` and `trace` know the store.
"""
