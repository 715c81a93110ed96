"""JATS, the XML of journals (https://jats.nlm.nih.gov), and NLM, which it came from."""
