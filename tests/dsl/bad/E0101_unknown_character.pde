let a = |x|
let b = 3 @ 4
let c = u' + 1
let d = 1 → 2
# error: E0101 1:9 "the character `|` has no meaning here"
# error: E0101 1:11 "the character `|` has no meaning here"
# error: E0101 2:11 "the character `@` has no meaning here"
# error: E0101 3:10 "the character `'` has no meaning here"
# error: E0101 4:11 "the character `→` (U+2192) has no meaning here"
