class Shop
  class << self
    def open; end

    private

    def hush; end
  end
end
