package shop

class Lock
