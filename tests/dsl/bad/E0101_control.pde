field u
eq u = 0
# error: E0101 2:5 "control character U+0007 in the text"
