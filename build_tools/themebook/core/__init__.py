"""What all other modules build on: values, diagnostics and small text functions."""
