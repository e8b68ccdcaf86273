"""What an edit changed, which pages it invalidates, and which files each unit of the site wrote."""
