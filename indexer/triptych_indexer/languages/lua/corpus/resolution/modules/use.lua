-- What a file gives back is the module; a table's functions are found through its name.
local Door = require("door")
local string = require("string")

local function helper() end

local door = Door.new(1)
--                ^ defined: door.lua:4
door:open()
--   ^ defined: door.lua:10
Door.shut()
--   ^ defined: door.lua:16
helper()
-- <- defined: use.lua:5
