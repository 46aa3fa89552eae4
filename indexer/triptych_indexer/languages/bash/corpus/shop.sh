#!/usr/bin/env bash
# Sells things.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
. ./other.sh
. "$HOME/x.sh"

readonly MAX_ITEMS=40
declare -r LIMIT=3
export PATH_X="a:b" OTHER=1
declare -A table=([a]=1)
count=0
alias ll='ls -l'

# Sells one.
# $1: what
function sell() {
  local item=$1 n
  if [[ -z "$item" && $n -gt 1 ]] || [ -f x ]; then
    echo "none" >&2
    return 1
  elif true; then :; fi
  for x in "$@"; do
    while read -r line; do continue; done < file
  done
  for ((i=0; i<3; i++)); do :; done
  case "$item" in
    a) go ;;
    b|c) stop ;;
    *) die "x" ;;
  esac
  result=$(compute "$item" | sort -u)
  cd /tmp && make_it || die
  until false; do :; done
  trap cleanup EXIT
  eval "$cmd"
}

compute() { printf '%s\n' "$1"; }
function hush { compute "$@"; }
sell "$@"
@test "sells one" {
  run sell x
}
