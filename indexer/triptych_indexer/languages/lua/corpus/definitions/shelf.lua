-- Functions and what tables are given.
local json = require("json")
--    ^ variable json, private
-- <- require json {* as json}

local LIMIT = 10
--    ^ variable LIMIT, private
local width, height = 3, 4
--    ^ variable width, private
--           ^ variable height, private
count = 0
-- <- variable count

local Shelf = {}
--    ^ variable Shelf, private
Shelf.__index = Shelf
--    ^ field Shelf.__index
Shelf.max = 3
--    ^ field Shelf.max

function Shelf.new(owner, ...)
--             ^ method Shelf.new(owner, *...)
  local self = setmetatable({}, Shelf)
  self.owner = owner
  return self
end

function Shelf:open(slowly)
--             ^ method Shelf.open(slowly)
  local inner = function(x) return x end
  --    ^ function Shelf.open.inner(x), private
end

Shelf.close = function(a) end
--    ^ method Shelf.close(a)

local function helper(a)
--             ^ function helper(a), private
end

function top()
--       ^ function top()
end

T["late"] = function(c) end
-- ^ function late(c)

local handlers = {
--    ^ variable handlers, private
  ["quoted name"] = function(d) end,
 -- ^ function handlers.quoted name(d)
  run = function(b) end,
  -- <- function handlers.run(b)
  size = 3,
}

return Shelf
