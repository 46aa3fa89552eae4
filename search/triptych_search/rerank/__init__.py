"""Votes and rules → one order, every score a sum of named shares."""
