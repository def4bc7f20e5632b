domain x in [0, 1]
field u
eq u_xx = -np.pi**2*np.sin(np.pi*x)
bc u = 0 on boundary
exact u = torch.sin(pi*x)
