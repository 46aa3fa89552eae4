"""Ranked chunks → what is shown of them."""
