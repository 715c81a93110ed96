"""Tables with named columns: the way for everybody. Read ``study_table`` first."""
