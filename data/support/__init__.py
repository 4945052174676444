"""Small tools that know nothing of fairs: plain text, lists and patterns made late, quick dataclasses, a pause for
garbage. Knows the standard library and nothing else of the house."""
