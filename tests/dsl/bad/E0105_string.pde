title "Burgers
field u
