class Door
  def close(width)
    open(width)
    # <- defined: first.rb:3
  end
end
