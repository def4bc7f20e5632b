bc u = 0 on x = −1, x = 1
eq u·u_x = ν×u_xx
let a = x² + y⁻¹
let b = 1
let c = if x ≤ 0 then 0 else ∞
title “Burgers”
# error: E0102 1:17 "`−` (U+2212) is not a minus sign; write `-`"
# error: E0102 2:5 "`·` (U+00B7) is not a multiplication sign; write `*`"
# error: E0102 2:13 "`×` (U+00D7) is not a multiplication sign; write `*`"
# error: E0102 3:10 "raised characters are not powers; write `^2`"
# error: E0102 3:15 "raised characters are not powers; write `^-1`"
# error: E0102 4:8 "U+00A0 looks like a space and is none; put an ordinary space here"
# error: E0102 5:14 "`≤` (U+2264) is not a comparison; write `<=`"
# error: E0102 5:30 "`∞` (U+221E) is not a name here; write `inf`"
# error: E0102 6:7 "strings stand in straight quotation marks; write `"Burgers"`"
