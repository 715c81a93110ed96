"""Studies from the files of other tools. Each importer is a module and a row of the table in ``formats``."""
