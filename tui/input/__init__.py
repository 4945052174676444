"""What officers type: days, names in pinyin, who they are.
Knows the feed, data.model, data.wording and widgets; no screen."""
