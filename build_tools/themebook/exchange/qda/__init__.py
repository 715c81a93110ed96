"""Projects and reports of programs for qualitative data analysis."""
