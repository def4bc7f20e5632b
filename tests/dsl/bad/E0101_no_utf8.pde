title "café"
field u
# error: E0101 1:11 "the text is not valid UTF-8 here"
