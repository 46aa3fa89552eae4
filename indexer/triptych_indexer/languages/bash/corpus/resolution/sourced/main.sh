# A function is called like a command; what a file sources it sees.
source ./lib/log.sh

start() {
  say "x"
  # <- defined: lib/log.sh:1
}

start
# <- defined: main.sh:4
