local Door = {}
Door.__index = Door

function Door.new(width)
  local self = setmetatable({}, Door)
  self.width = width
  return self
end

function Door:open()
  self:creak()
  --   ^ defined: door.lua:14
end
function Door:creak() end

Door.shut = function() end

return Door
