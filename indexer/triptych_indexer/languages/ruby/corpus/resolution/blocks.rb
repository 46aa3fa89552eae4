# A block is called with an element.
class Door
  def open
  end
end

class Window
  def open
  end
end

def work
  doors = [Door.new, Door.new]
  doors.each do |door|
    door.open
    #    ^ defined: 3
  end
  doors.each { |one| one.open }
  #                      ^ defined: 3
end
