"""Weights of networks, their licences, and the program that made them from their authors' files."""
