-- What a module exports is seen by its bare name, and by the name that it is imported as.
module Main where

import Shop.Cart
import qualified Shop.Cart as C

helper :: Int -> Int
helper x = add x
--         ^ defined: src/Shop/Cart.hs:3

other :: Int -> Int
other x = helper (C.check x)
--        ^ defined: src/Main.hs:7
--                  ^ defined: src/Shop/Cart.hs:6
