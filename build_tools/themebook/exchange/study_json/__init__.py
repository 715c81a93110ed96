"""A study that Themebook published as JSON, to be a study again. Read ``study`` first."""
