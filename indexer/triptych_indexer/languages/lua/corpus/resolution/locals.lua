-- A local function hides what has its name outside; a table's function is found through the table.
local M = {}

local function helper() end

function M.run()
  helper()
  -- <- defined: 4
  M.step(1)
  --^ defined: 15
  local helper = M.step
  helper(2)
  -- <- defined: 15
end
function M.step(count) end

return M
