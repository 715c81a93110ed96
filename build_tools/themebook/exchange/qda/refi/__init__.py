"""REFI-QDA, in which most programs for qualitative data analysis exchange codebooks and projects.

Standard: https://www.qdasoftware.org. What programs write differs from it in places, so nothing here depends on
namespaces, on the form of ids, or on the schema.
"""
