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
# error: E0111 1:9 "`1.2.3` is not a number"
# error: E0111 2:11 "expected `)` after `a`, found `,`"
# error: E0111 3:13 "expected an expression after `,`, found `,`"
# error: E0111 4:12 "expected an expression after `,`, found `,`"
# error: E0111 5:10 "expected an expression after `(`, found `)`"
# error: E0111 6:20 "expected `else` after `b`"
# error: E0111 7:12 "expected an expression after `+`"
# error: E0111 8:9 "expected an expression after `=`, found `*`"
# error: E0111 9:9 "expected an expression after `=`, found `{`"
# error: E0111 10:15 "expected an expression after `,`, found `}`"
