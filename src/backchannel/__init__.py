"""Backchannel: a builder of annotated digital documentary editions."""
