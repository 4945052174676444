"""What officers type: days, names in pinyin, who they are.
Knows data.settings, data.model and data.wording."""
