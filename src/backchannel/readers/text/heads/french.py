"""Recognize French heads: `M. Archer, Ambassadeur de Ruritanie à Paris, à M. Baker, Ministre des Affaires étrangères`.

Offices have small letters, and `à` also names the place of a post, so a recipient is known by its style or its office.
"""

from __future__ import annotations

import re

from backchannel.source import Span

_PARTY = r"""
    (?: MM?\.\s | Mme\s | Sir\s | Lord\s | Général\s | Comte\s                                      # M. Archer
      | (?:[Ll]’|[Ll]'|[Ll]e\s|[Ll]a\s|[Ll]es\s|LE\s|LA\s|LES\s)?
        (?i: ministre | ministère | ambassadeur | ambassade | secrétaire | sous-secrétaire | secrétariat | chargé | consul | président
           | présidence | haut[ -]commissaire | commissaire | délégué | délégation | légation | gouverneur | gouvernement | directeur
           | direction | représentant | résident | département )                                     # Le Ministre
    )
"""
_SENDER = re.compile(_PARTY, re.VERBOSE)
_TO = re.compile(rf"(?P<comma>,)?\s+(?:à|À|au|AU|aux|AUX)\s+(?={_PARTY})", re.VERBOSE)


def find_french(words: str, end: int) -> tuple[Span, Span] | None:
    """Find the sender and the recipient of a French head that ends at `end`: at the first `à` before a person or an office, or rather at
    one after a comma."""
    if not _SENDER.match(words):
        return None
    joints = sorted(_TO.finditer(words, 0, end), key=lambda to: (to["comma"] is None, to.start()))
    return next(((Span(0, to.start()), Span(to.end(), end)) for to in joints), None)
