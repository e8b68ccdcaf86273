"""The pages of the site: a row for each. To add a page, add a view module, a template and a row.

Documents, the editors' chapters and the pages of people are not here: there are as many as the edition has of each.
"""

from backchannel.pages.registry.edition_queries import EditionQueries
from backchannel.pages.registry.site_page import SiteFeatures, SitePage, features_of
from backchannel.pages.registry.top_pages import TOP_PAGES
from backchannel.pages.registry.volume_pages import LEDGER, RESERVED_NAMES, VOLUME_FILES, VOLUME_PAGES

__all__ = [
    "LEDGER",
    "RESERVED_NAMES",
    "TOP_PAGES",
    "VOLUME_FILES",
    "VOLUME_PAGES",
    "EditionQueries",
    "SiteFeatures",
    "SitePage",
    "features_of",
]
