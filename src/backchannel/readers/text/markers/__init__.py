"""Find note markers: raised figures in print, figures like any other in plain text."""
