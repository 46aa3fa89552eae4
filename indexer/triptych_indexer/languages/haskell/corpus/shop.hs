{-# LANGUAGE GADTs #-}
-- | Sells things.
module Shop.Store
  ( Item (..), sell
  , module Shop.Base
  ) where

import Data.List
import qualified Data.Map.Strict as Map
import Data.Maybe (fromMaybe, Maybe (..))
import Prelude hiding (lookup)
import Control.Monad as M (when)

-- | One thing on sale.
data Item = Item
  { itemName :: String -- ^ shown
  , itemPrice :: !Double
  } | Free
  deriving (Show, Eq)

-- | Kinds.
data Kind a = Small | Large a Int deriving stock Show
newtype Wrapper a = Wrapper { unwrap :: a }
type Names = [String]
type family F a where F Int = Bool
data Expr a where
  Lit :: Int -> Expr Int
  Add :: Expr Int -> Expr Int -> Expr Int

-- | What can be sold.
class (Eq a) => Sellable a where
  -- | The price.
  price :: a -> Double
  price _ = 1
  type Thing a

instance Sellable Item where
  price = itemPrice

deriving instance Eq (Kind Int)

-- | Sells one.
sell :: (Sellable a, Show b) => a -> Int -> Maybe Double
sell item count
  | count > 1 && ok = Just (price item)
  | otherwise = Nothing
sell _ _ = error "none"

helper, other :: Int -> Int
helper x = if x > 1 then go x else case x of
  1 -> sell' 1
  _ -> Map.lookup x m
  where
    go y = y + 1
    z = 2
other = (+ 1) . helper

maxItems :: Int
maxItems = 40

infixr 5 +++
(+++) :: Int -> Int -> Int
a +++ b = a `plus` b

main :: IO ()
main = do
  x <- getLine
  let y = 1
  mapM_ print [1, 2]
  when (x == "a") $ putStrLn x
  pure ()

foreign import ccall "math.h sin" c_sin :: Double -> Double
pattern P x = Just x
spec :: Spec
spec = describe "shop" $ do
  it "sells" $ sell 1 `shouldBe` 1
