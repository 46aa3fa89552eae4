# frozen_string_literal: true
require "json"
require_relative "shop/item"
autoload :Cart, "shop/cart"
load "x.rb"

# Sells things.
module Shop
  MAX_ITEMS = 40
  Point = Struct.new(:x, :y) do
    def dist; end
  end
  Err = Class.new(StandardError)

  # A store.
  class Store < Base::Thing
    include Enumerable
    extend ActiveSupport::Concern
    prepend Logging, Other
    attr_reader :name, :items
    attr_accessor :price
    has_many :orders
    alias_method :size, :count
    alias each_item each
    @@made = 0
    LIMIT, OTHER = 1, 2

    # Makes one.
    # @param name [String] what
    def initialize(name, *items, size: 3, key:, **opts, &block)
      super(name)
      @name = name
      @items ||= []
    end

    def self.open(path = "x") = new(path)

    class << self
      def build; end
      private
      def helper; end
    end

    def sell(item, (a, b), ...)
      return if item.nil? && !@items.empty?
      raise SoldOut, "none" unless item
      raise Shop::Gone.new("x")
      items.each { |x| x.sell! }
      items.map(&:name).each do |y| puts y end
      case item when 1, 2 then go when Foo then stop else x end
      begin; open; rescue IOError, Shop::Err => e; ensure; close; end
      while x do y end
      until x; end
      z = a ? b : c
      item&.price
      Item.new(1)
      Shop::Item.new
      self.class.make
      yield item
      lambda { |q| q }
      send(:go)
      helper_without_args
      obj.attr = 3
      x = case item
          in {name: String} then 1
          end
    end

    def ==(other); end
    def [](i); end
    def price=(v); end
    def empty? = true

    private

    def secret; end
    private def hush; end
    private_class_method :open
    protected
    define_method(:dynamic) { |x| x }
  end

  class Shop::Other::Thing; end
  module_function
  def helper(x); end
end

class Foo; end
def top_level; end
RSpec.describe Store do
  context "when new" do
    it "sells one" do
      expect(1).to eq(1)
    end
  end
end
class StoreTest < Minitest::Test
  def test_sells; end
  test "sells two" do end
end
BEGIN { }
$global = 1
