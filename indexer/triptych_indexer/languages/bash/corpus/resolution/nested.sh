# A function may be called before the line it is defined in, and inside a substitution.
main() {
  local found
  found=$(find_it "x")
  #       ^ defined: 9
  echo "$found" | clean
}

find_it() {
  echo "$1"
}
clean() { cat; }

main "$@"
# <- defined: 2
