eq u_x​x = 0  # pasted with a zero-width space
let a = 1 # right-to-left ‮ here
