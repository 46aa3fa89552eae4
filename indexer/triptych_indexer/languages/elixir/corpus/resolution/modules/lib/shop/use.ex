# A module is called by its whole name, or by the last part of it after `alias`.
defmodule Shop.Use do
  alias Shop.Cart
  alias Shop.Cart, as: Basket

  def run(item) do
    Cart.add(%{}, item)
    #    ^ defined: lib/shop/cart.ex:2
    Shop.Cart.total(item)
    #         ^ defined: lib/shop/cart.ex:8
    Basket.total(item)
    #      ^ defined: lib/shop/cart.ex:8
    item |> Cart.total() |> helper()
    #            ^ defined: lib/shop/cart.ex:8
    #                       ^ defined: lib/shop/use.ex:18
    Enum.map(item, &helper/1)
  end
  defp helper(item), do: item
end
