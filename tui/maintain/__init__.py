"""What the maintainers run: the README's tables and the pictures in docs.
Knows every room, ledgers and the rule book too."""
