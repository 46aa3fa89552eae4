# `import` brings in a module's functions by their bare names.
defmodule Use do
  import Tools

  def run(x) do
    mend(x)
    # <- defined: lib/tools.ex:2
  end
end
