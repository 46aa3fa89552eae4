#!/usr/bin/env bash
# Functions and what is given to names.
source ./tools.sh
# <- include ./tools.sh

LIMIT=10
# <- constant LIMIT
name="shop"
# <- variable name
readonly FIXED=3
#        ^ constant FIXED, const
export SHARED=1
#      ^ constant SHARED, exported
declare -a list=(1 2)
#          ^ variable list

open() {
# <- function open()
  local inside=1
  other=2
}

function close {
#        ^ function close()
  helper() { :; }
  # <- function close.helper()
}

function both() { :; }
#        ^ function both()

if true; then
  branch=1
fi
