"""What AniMatch is made of, who made it, and whether something is known to be wrong with it."""
