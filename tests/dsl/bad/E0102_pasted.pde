bc u = 0 on x = −1, x = 1
eq u·u_x = ν×u_xx
let a = x² + y⁻¹
let b = 1
let c = if x ≤ 0 then 0 else ∞
title “Burgers”
