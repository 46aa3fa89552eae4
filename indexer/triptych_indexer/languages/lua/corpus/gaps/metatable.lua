local Store = setmetatable({}, { __index = Base })

function Store:sell() end
