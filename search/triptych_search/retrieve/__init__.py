"""Query → candidates, three ways with one signature; none knows of the others."""
