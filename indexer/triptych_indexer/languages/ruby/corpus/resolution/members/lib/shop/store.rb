# What `new` makes, what instance variables hold, and who is included, tell whose method is called.
module Shop
  class Store < Base
    include Loud
    attr_reader :item

    def initialize(name)
      @item = Item.new(name)
      @other ||= Item.new(name)
    end

    def find(name)
      helper(name)
      # <- defined: lib/shop/store.rb:37
      inherited(1)
      # <- defined: lib/shop/item.rb:20
      shout(1)
      # <- defined: lib/shop/item.rb:26
      @item.price(1)
      #     ^ defined: lib/shop/item.rb:5
      @other.price(1)
      #      ^ defined: lib/shop/item.rb:5
      self.helper(name)
      #    ^ defined: lib/shop/store.rb:37
      made = Item.new(name)
      made.wrap.price(1)
      #         ^ defined: lib/shop/item.rb:5
      Store.open(1).find(name)
      #     ^ defined: lib/shop/store.rb:38
      #             ^ defined: lib/shop/store.rb:12
      Shop::Item.new(name).wrap
      #                    ^ defined: lib/shop/item.rb:9
    rescue Broken => error
      error.explain(1)
      #     ^ defined: lib/shop/item.rb:14
    end
    def helper(name) end
    def self.open(name)
      new(name)
    end
  end
end
