defmodule Shop.Cart do
  def add(cart, item) do
    check(item)
    # <- defined: lib/shop/cart.ex:9
    __MODULE__.total(cart)
    #          ^ defined: lib/shop/cart.ex:8
  end
  def total(cart), do: cart
  defp check(item), do: item
end
