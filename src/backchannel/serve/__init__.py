"""Serve the site on this computer, rebuild it after each edit, and reload open pages (`backchannel serve`)."""
