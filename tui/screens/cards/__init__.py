"""All that is known of one thing: an item, a unit, a file, a trace, whom to call.
Knows boxes and widgets."""
