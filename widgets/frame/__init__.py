"""What every panel stands in: frame, ink, top line, foot line, the line that is typed in.
Knows data.model and data.wording."""
