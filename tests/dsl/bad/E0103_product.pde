eq u_t + 2u = 0
eq u_t + u u_x = 0
let a = 2 (x + 1)
let b = (x + 1)(x - 1)
let c = [1 2]
