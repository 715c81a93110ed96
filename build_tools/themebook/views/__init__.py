"""What pages and figures show."""
