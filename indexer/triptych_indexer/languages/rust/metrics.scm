; Which nodes add a path?

[(if_expression) (while_expression) (loop_expression) (for_expression) (match_arm) (try_expression)] @branch
(binary_expression operator: ["&&" "||"]) @branch
