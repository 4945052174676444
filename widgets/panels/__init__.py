"""The parts of the duty screen, one panel a module.
Knows frame, table, data.model and data.wording."""
