title "café"
field u
