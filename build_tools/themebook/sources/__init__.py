"""From the text of the sources to typed values with places."""
