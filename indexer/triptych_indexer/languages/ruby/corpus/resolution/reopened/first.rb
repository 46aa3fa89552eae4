# A class may be opened again in another file.
class Door
  def open(width)
    close(width)
    # <- defined: second.rb:2
  end
end

Door.new.close(1)
#        ^ defined: second.rb:2
