"""The bibliography: from BibTeX to references.

``bibliography.py`` is the way through. It splits each file into entries (``blocks``, ``splitter``, ``lookalikes``,
``unreadable``, ``entries``), lets them inherit from each other (``inheritance``), and turns their fields into text
(``values``, ``latex``, ``accents``, ``braced_titles``) and names (``persons``). ``fields`` has the words of BibTeX, and
``publishing`` decides what readers may copy. ``cite/csl`` makes CSL-JSON of the references.
"""
