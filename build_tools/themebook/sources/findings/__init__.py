"""The findings: from YAML to a study."""
