"""Papers and manuscripts: read into one kind of document, in which the study is then found."""
