domain x in [0 1]
field u
% heat
eq u_xx == -1;
bc u = 0 on x == 0 || x == 1
let a = x.^2 + 3.*x
