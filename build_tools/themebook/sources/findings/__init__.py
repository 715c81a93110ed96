"""The findings file: YAML to a study."""
