let a = |x|
let b = 3 @ 4
let c = u' + 1
let d = 1 → 2
