-- A function of a `where` is found before one of the file.
module Locals where

helper :: Int -> Int
helper x = x

run :: Int -> Int
run x = helper (twice x)
--      ^ defined: 4
--              ^ defined: 12

twice :: Int -> Int
twice x = x
