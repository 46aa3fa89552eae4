# Modules, classes, methods, and what makes methods of names.
require "json"
# <- require json
require_relative "item"
# <- require item

module Shop
#      ^ module Shop
  LIMIT = 10
  # <- constant Shop.LIMIT

  class Shelf < Base
  #     ^ class Shop.Shelf
    include Comparable
    attr_accessor :items, :width
    #             ^ property Shop.Shelf.items
    #                     ^ property Shop.Shelf.width
    attr_reader :owner
    #           ^ property Shop.Shelf.owner

    MAX = 3
    # <- constant Shop.Shelf.MAX
    @@count = 0
    # <- field Shop.Shelf.@@count

    def initialize(owner, width = 3, *rest, named:, other: 1, **options, &block)
    #   ^ constructor Shop.Shelf.initialize(owner, width=3, *rest, named, other=1, **options, block)
      @owner = owner
      local = 1
    end

    def self.parse(text)
    #        ^ method Shop.Shelf.parse(text), static
      new(text)
    end

    class << self
      def build
      #   ^ method Shop.Shelf.build()
      end
    end

    def empty?
    #   ^ method Shop.Shelf.empty?()
      true
    end

    def size=(value)
    #   ^ method Shop.Shelf.size=(value)
      @size = value
    end

    def +(other)
    #   ^ method Shop.Shelf.+(other)
    end

    alias_method :vacant?, :empty?
    #            ^ method Shop.Shelf.vacant?()

    define_method(:later) { |x| x }
    #             ^ method Shop.Shelf.later()

    protected

    def guarded
    #   ^ method Shop.Shelf.guarded(), protected
    end

    private

    def hidden
    #   ^ method Shop.Shelf.hidden(), private
    end

    class Nail; end
    #     ^ class Shop.Shelf.Nail
  end

  Point = Struct.new(:x, :y)
  # <- class Shop.Point

  module_function

  def mend
  #   ^ method Shop.mend()
  end
end

class Shop::Outside
#           ^ class Shop.Outside
end

def top(a)
#   ^ function top(a)
end
