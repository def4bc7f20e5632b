time t in [0, 10]
field S, I, R
param beta = 0.5, gamma = 0.1
eq S' = -beta*S*I
eq dI/dt = beta*S*I - gamma*I
eq R_t = gamma I
ic S = 0.99, I = 0.01, R(0) = 0
