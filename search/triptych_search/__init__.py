"""QUESTION → RANKED, EXPLAINED, PACKED ANSWER. Start at `pipeline.py`; the nouns are in `model.py`."""
