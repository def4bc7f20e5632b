field u, v
eq u_t + 2u = 0
eq u_t + u u_x = v_x v
let a = 2 (x + 1)
let b = (x + 1)(x - 1)
let c = [1 2]
let d = sin x
let e = max(u v, 1)
bc u = u v on boundary
bc v = 0 on x = 0 y = 1
