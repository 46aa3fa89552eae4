module Shop.Cart where

add :: Int -> Int
add x = check x

check :: Int -> Int
check x = x
