"""What every part of Themebook is built on: values, diagnostics and small functions on text."""
