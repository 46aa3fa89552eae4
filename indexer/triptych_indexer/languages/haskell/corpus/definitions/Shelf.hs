-- Types, classes, instances and functions by their equations.
module Shop.Shelf (Shelf (..), open) where
--     ^ namespace Shop.Shelf

import Data.List (sortBy)
-- <- import Data.List {sortBy}
import qualified Data.Map as Map
-- <- import Data.Map {* as Map}

data Shelf a = Shelf
--   ^ struct Shelf<a>
--             ^ enum_member Shelf.Shelf
  { owner :: String
 -- ^ field Shelf.owner: String
  , items :: [a]
 -- ^ field Shelf.items: [a]
  }
  deriving (Show)

data Colour = Red | Blue Int
--   ^ enum Colour
--            ^ enum_member Colour.Red
--                  ^ enum_member Colour.Blue

newtype Wrapped = Wrapped { unwrap :: Int }
--      ^ struct Wrapped
--                ^ enum_member Wrapped.Wrapped
--                          ^ field Wrapped.unwrap: Int

type Text = String
--   ^ type_alias Text = String

class Sized a where
--    ^ trait Sized<a>
  size :: a -> Int
  -- <- method Sized.size() -> a -> Int
  size _ = 0

instance Sized (Shelf a) where
--             ^ impl Shelf a
  size = length . items
  -- <- method Shelf a.size()

open :: Shelf a -> Int -> Bool
-- <- function open() -> Shelf a -> Int -> Bool
open _ 0 = False
open shelf n = go n
  where
    go x = x > 0
    -- <- function open.go(x)
    local = 1

limit :: Int
-- <- function limit() -> Int
limit = 10

(<+>) :: Int -> Int -> Int
 -- <- function <+>(a, b) -> Int -> Int -> Int
a <+> b = a + b

main :: IO ()
-- <- function main() -> IO ()
main = do
  let inside = 1
  print inside
