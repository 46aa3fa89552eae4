defmodule Shop.Store do
  @moduledoc """
  Sells things.
  """
  use GenServer, restart: :temporary
  import Ecto.Query, only: [from: 2]
  alias Shop.Item
  alias Shop.{Cart, Order}
  alias Shop.Price, as: P
  require Logger
  @behaviour Shop.Sellable
  @derive Jason.Encoder
  @max_items 40
  @type t :: %__MODULE__{name: String.t()}
  @typep hidden :: integer
  @opaque secret :: atom
  @callback sell(item :: Item.t(), integer) :: :ok
  defstruct [:name, size: 3]
  defexception message: "x"

  @doc """
  Sells one. Then rests.
  """
  @spec sell(t, Item.t()) :: {:ok, integer}
  @deprecated "x"
  @impl true
  def sell(%__MODULE__{} = store, item, count \\ 1, opts) when is_integer(count) and count > 0 do
    if item == nil || x, do: raise(SoldOut, "none")
    unless y do raise "a" end
    case item do
      1 -> go()
      %Item{name: n} when n > 1 -> Item.price(item)
      _ -> nil
    end
    cond do
      true -> 1
    end
    with {:ok, a} <- get(), b <- 1 do a end
    for x <- items, do: x
    items |> Enum.map(&helper/1) |> Enum.filter(fn x -> x.ok end)
    fun = fn a, b -> a end
    fun.(1, 2)
    %Item{name: "a"}
    try do go() rescue e in RuntimeError -> e end
    store.name
    receive do :a -> 1 end
    :gen_server.call(pid, :x)
  end
  def sell(nil), do: nil
  defp helper(x), do: x
  defmacro debug(expr) do quote do unquote(expr) end end
  defmacrop hush, do: 1
  defguard is_even(x) when rem(x, 2) == 0
  defdelegate size(list), to: Enum, as: :count
  def a + b, do: 1
  def no_args, do: 1
  defmodule Inner do
    def deep, do: 1
  end
end
defprotocol Shop.Sized do
  @doc "Size."
  def size(x)
end
defimpl Shop.Sized, for: Shop.Store do
  def size(_), do: 1
end
defmodule Shop.StoreTest do
  use ExUnit.Case
  describe "sell" do
    test "sells one", %{a: a} do
      assert 1 == 1
    end
  end
end
