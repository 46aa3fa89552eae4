--- Sells things.
-- @module shop
local json = require("json")
local util = require "shop.util"
dofile("x.lua")

local MAX_ITEMS = 40
counter = 0
local M = {}
M.limit = 3
M.config = { size = 1, open = function(self) end }

--- Makes one.
-- @param name what
function M.new(name, ...)
  local self = setmetatable({}, { __index = M })
  self.name = name
  return self
end

function M:sell(item, count)
  if item == nil and count > 0 or x then
    error("none")
  elseif y then
  end
  for i, v in ipairs(self.items) do break end
  for i = 1, 3 do end
  while true do end
  repeat until x
  local r = self:price():round()
  self.on_sale(item)
  util.go { a = 1 }
  print "x"
  local function inner(a) return a end
  local f = function(b) return b end
  return r and x
end

M.close = function(self) end
local function helper(a) return a end
function global_one() end
local Sub = Base:extend()
function a.b.c.deep() end
describe("shop", function() it("sells", function() assert.equal(1, 1) end) end)
return M
