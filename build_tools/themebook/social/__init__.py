"""Descriptions and preview cards for shared pages."""
