"""How the small networks that read drawn faces are trained; the recipe is in README.md. No part of the program."""
