defmodule Shop do
  def sell(item), do: item
  def sell(item, count), do: {item, count}
end
