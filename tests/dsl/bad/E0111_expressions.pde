let a = 1.2.3
let v = (a, b)
let b = f(1,,2)
let c = [1,,2]
let d = ()
let e = if a then b
let g = 1 +
let h = * 3
let i = {1, 2}
param j in {1,}
