"""What officers type: days, names in pinyin, who they are.
Knows the feed's interface, data.settings, data.model and data.wording; no screen."""
