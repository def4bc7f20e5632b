train adam lr = 3
train adam { lr: 3 }
train adam { lr 3 }
train adam { lr = }
train adam { = 3 }
network { hidden = [20]*6, , act = 3 }
train adam { lr = 1 } 3
network of { }
# error: E0111 1:12 "expected `{` after `adam`, found `lr`"
# error: E0111 2:16 "expected `=` after `lr`, found `:`"
# error: E0111 3:17 "expected `=` and a value after `lr`, found `3`"
# error: E0111 4:19 "expected an expression after `=`, found `}`"
# error: E0111 5:14 "expected a setting or `}` after `{`, found `=`"
# error: E0111 6:28 "expected an expression after `,`, found `,`"
# error: E0111 7:23 "expected the end of the statement after `}`, found `3`"
# error: E0111 8:12 "expected a name after `of`, found `{`"
