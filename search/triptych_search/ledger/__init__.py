"""The precious database: what the user taught or decided. Nothing here can be made again from source."""
