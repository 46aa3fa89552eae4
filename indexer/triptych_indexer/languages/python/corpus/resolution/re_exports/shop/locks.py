class Lock:
    def turn(self):
        pass
