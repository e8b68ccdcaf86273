"""What all records are made of: spans over a text, and words at them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from backchannel.source import Span


class Record(BaseModel):
    """Base of all records: frozen, and closed against fields that it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Spanned(Record):
    """A record with a place in the text."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Words(Spanned):
    """Words of the text, as printed."""

    text: str
