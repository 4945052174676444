"""The screens: the duty desk, the field laptop, the wall, and the small dialogs."""
