"""YAML nodes with places, and the causes of YAML errors."""
