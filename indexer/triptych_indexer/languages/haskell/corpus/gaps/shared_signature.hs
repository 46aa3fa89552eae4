module Shop (sell) where

open, close :: Int -> Int
open x = x
close x = x

sell :: Int
sell = 1
