domain x in [0, 1]
field a, b, c, f, h, g, k
let leaky(z) = max(z, 0.01*z)
let kinked(z) = if z > 0 then z else 0.1*z
let square(z) = z^2
let hard(z) = if z > 0 then 1 else -1
let slope(z, s) = s*abs(z)
eq a_xx = -1, b_xx = a, lap(c) = b
eq f_xxx = -1, k_xx = 1
eq h_x = 1, dx(x*g_x) = 0
bc a = 0, b = 0, c = 0, f = 0, h = 0, g = 0, k = 0 on boundary
network A of a { activation = relu }
network B of b { activation = leaky }
network C of c { activation = kinked }
network D of f { activation = square; hidden = [8] }
network E of h { activation = hard }
network G of g { activation = slope(s = 1) }
network K of k { layers = [dense(8), act, dense(8), act(relu)] }
