"""The pages of the site, their addresses, and the navigation."""
