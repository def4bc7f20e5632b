eq u_x​x = 0  # pasted with a zero-width space
let a = 1 # right-to-left ‮ here
# error: E0101 1:7 "invisible character U+200B in the text"
# error: E0101 2:27 "invisible character U+202E in the text"
