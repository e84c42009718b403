"""The illustrator: original manga faces as SVG text, at any openness of eyes and mouth."""
