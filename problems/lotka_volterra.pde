pde 1
title "Hares and lynxes (Lotka and Volterra)"

# Hares and lynxes go in circles: what is kept along the way is checked.

time  t in [0, 12]
field hare, lynx

eq hare_t = 1.1*hare - 0.4*hare*lynx
eq lynx_t = 0.1*hare*lynx - 0.4*lynx
ic hare = 10, lynx = 10

check cycle: 0.1*hare - 0.4*log(hare) + 0.4*lynx - 1.1*log(lynx) = 1 - 0.4*log(10) + 4 - 1.1*log(10) on t = 12
