defmodule Tools do
  def mend(x), do: x
end
