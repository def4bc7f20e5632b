Domain x in [0, 1]
variable u
equation u_xx = -1
geometry x in [0, 1]
