module Shop
  class Item
    def initialize(name) end

    def price(count)
      count
    end

    def wrap
      self
    end
  end
  class Broken < StandardError
    def explain(count)
      count
    end
  end

  class Base
    def inherited(count)
      count
    end
  end

  module Loud
    def shout(count)
      count
    end
  end
end
