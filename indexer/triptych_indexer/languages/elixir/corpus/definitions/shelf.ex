# Modules, functions by their clauses, macros, structs and protocols.
defmodule Shop.Shelf do
#         ^ module Shop.Shelf
  @moduledoc "A shelf."
  use GenServer
  # <- use GenServer
  alias Shop.{Item, Base}
  # <- import Shop {Item, Base}
  import Enum, only: [map: 2]
  # <- import Enum {*}

  @limit 10
 # ^ constant Shop.Shelf.limit
  @type t :: %__MODULE__{}
  #     ^ type_alias Shop.Shelf.t
  @callback weigh(t) :: integer
  #         ^ method Shop.Shelf.weigh() -> integer

  defstruct [:owner, width: 3]
  #          ^ property Shop.Shelf.owner
  #                  ^ property Shop.Shelf.width

  @spec open(t, integer) :: :ok
  def open(shelf, tries \\ 3)
  #   ^ function Shop.Shelf.open(shelf, tries=3)
  def open(%{owner: nil}, _tries), do: :error

  def open(shelf, tries) when tries > 0 do
    local = tries
    :ok
  end

  defp hidden(x), do: x
  #    ^ function Shop.Shelf.hidden(x), private

  defmacro shout(text) do
  #        ^ macro Shop.Shelf.shout(text)
    quote do: unquote(text)
  end

  def a + b, do: a
  #     ^ function Shop.Shelf.+()

  defguard is_small(x) when x < 3
  #        ^ macro Shop.Shelf.is_small(x)

  defdelegate mend(x), to: Base
  #           ^ function Shop.Shelf.mend(x)

  defmodule Nail do
  #         ^ module Shop.Shelf.Nail
    def length, do: 3
    #   ^ function Shop.Shelf.Nail.length()
  end
end

defprotocol Sized do
#           ^ interface Sized
  def size(thing)
  #   ^ method Sized.size(thing), abstract
end

defimpl Sized, for: Shop.Shelf do
#                   ^ impl Shop.Shelf
  def size(_), do: 1
  #   ^ method Shop.Shelf.size(_)
end

defmodule Failure do
#         ^ module Failure
  defexception [:message]
  #             ^ property Failure.message
end
