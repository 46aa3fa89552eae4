"""Questions to the graph alone: who calls, what depends, what a change reaches, what stands out. No ranking, no text store."""
