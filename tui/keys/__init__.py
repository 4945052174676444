"""Every key and what it does: the table of actions, the office's own keys, names of keys.
Knows data.settings, data.wording and the table that moves by keys; no screen."""
