"""The mathematics of casts: numbers in, numbers out. Rows, files and the clock are elsewhere."""
