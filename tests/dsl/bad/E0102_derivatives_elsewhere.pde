domain x in [0, 1]
time t in [0, 1]
field u
let f = x; let V = [u]
eq du/dt = d^2u/dx^2 + d2u/dx2
eq d/dt(u) = d/dx(f*u)
eq \partial u/\partial t = \frac{\partial^2 u}{\partial x^2} + \alpha
eq D[u, t] = D[u, {x, 2}] + u_{xx}
eq u.t = u.diff(x, 2)
eq u_t = grad^2 u + ∇²(u) + Δu + ∇·V
eq u_t = \nabla^2 u \cdot \sin(x)
bc ∂u/∂n = du/dn on boundary
eq u_t = np.sin(math.pi*x)
