"""Figures drawn from the knowledge base: what they show, as numbers and names. How they look is in the templates."""
