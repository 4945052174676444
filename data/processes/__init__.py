"""Children that touch the folder or parse, and the messages between them and us.
Knows journal, intake, store and what lies below them; never rules or marks."""
