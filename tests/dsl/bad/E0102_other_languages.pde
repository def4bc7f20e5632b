let a = x && y
let b = !x || y
let c := 2
title 'Burgers'
