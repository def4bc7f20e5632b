title "Burgers
field u
# error: E0105 1:7 "the string is never closed"
