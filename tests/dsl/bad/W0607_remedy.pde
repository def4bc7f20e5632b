title "Heat through two stacked squares, k = 1.38 below and 400 above"
domain (x, y) in rect([0, 0], [1, 2])
field T
let k = if y < 1 then 1.38 else 400
eq div(k*grad(T)) = 0
bc bottom: T = 293.15 on y = 0
bc top:    k*dn(T) = 200 on y = 2
bc sides:  dn(T) = 0 on x = 0, x = 1
