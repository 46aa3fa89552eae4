"""SOURCE TEXT → FACTS → THREE STORES. Start at `pipeline.py`; the nouns are in `model.py`."""
