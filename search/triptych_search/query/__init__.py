"""Text → `Query`: the syntax people already type, and what sort of question it is."""
