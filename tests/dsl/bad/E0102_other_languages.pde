let a = x && y
let b = !x || y
let c := 2
title 'Burgers'
# error: E0102 1:11 "`&&` is not an operator of this language; write `and`"
# error: E0102 2:9 "`!` is not an operator of this language; write `not`"
# error: E0102 2:12 "`||` is not an operator of this language; write `or`"
# error: E0102 3:7 "`:=` is not an operator of this language; write `=`"
# error: E0102 4:7 "strings stand in straight quotation marks; write `"Burgers"`"
