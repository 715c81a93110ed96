"""YAML as nodes with places, and what its errors come from."""
