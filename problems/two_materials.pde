# Heat through two slabs of which the upper one conducts three hundred times better: a field for each, joined where they
# meet by the temperature and the flux.
#
# One field with `k = if y < 1 then 1.38 else 400` has a kink that no network makes, and its loss does not show it
# (W0607 does).

title "Heat through two materials"

domain (x, y) in rect([0, 0], [1, 2])
region lower = y < 1
region upper = y > 1
field Ta on lower, Tb on upper

param ka = 1.38  # W/(m K)
param kb = 400
param q  = 200  # W/m^2
param T0 = 293.15

eq below: ka*lap(Ta) = 0
eq above: kb*lap(Tb) = 0

bc bottom: Ta = T0                    on y = 0
bc top:    kb*Tb_y = q                on y = 2
bc walls:  Ta_x = 0                   on x = 0, x = 1
bc sides:  Tb_x = 0                   on x = 0, x = 1
bc meet:   Ta = Tb, ka*Ta_y = kb*Tb_y on interface(lower, upper)

exact Ta = T0 + q*y/ka, Tb = T0 + q/ka + q*(y - 1)/kb

network { hidden = [10] }
sample { eq = 300; boundary = 200 }
train lm { steps = 100 }
