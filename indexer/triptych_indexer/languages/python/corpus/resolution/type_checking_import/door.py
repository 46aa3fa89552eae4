class Door:
    def open(self):
        pass
