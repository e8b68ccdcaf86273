"""Collect all rules into one catalog. Each rule is defined once, in the module for its letter; an id is never reused."""

from __future__ import annotations

from backchannel.findings import Rule
from backchannel.rules.annotations import *
from backchannel.rules.head import *
from backchannel.rules.messages import *
from backchannel.rules.notes import *
from backchannel.rules.pages import *
from backchannel.rules.references import *
from backchannel.rules.source import *
from backchannel.rules.text import *
from backchannel.rules.volume import *
from backchannel.rules.writing import *

CATALOG: dict[str, Rule] = {rule.id: rule for rule in list(globals().values()) if isinstance(rule, Rule)}
"""All rules by id, in the order in which the modules are imported."""
