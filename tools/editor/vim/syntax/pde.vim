" Problems of Ansatz (.pde)
if exists('b:current_syntax')
  finish
endif

syntax keyword pdeStatement pde title include param let unknown domain region over given time field eq bc ic fit exact ansatz history check
syntax keyword pdeStatement network sample loss train data compute output plot sweep search
syntax keyword pdeKeyword of on in where with if then else and or not import unit for assert
syntax match pdeKeyword '\v<from>\ze\s*"'
syntax keyword pdeConstant true false pi inf
syntax match pdeNumber '\v<\d+(\.\d+|\.\.@!)?([eE][-+]?\d+)?|\v\.\d+([eE][-+]?\d+)?'
syntax match pdeFunction '\v<\h\w*\ze\('
syntax match pdeLabel '\v(<(eq|bc|ic|fit|exact|ansatz|check)\s+)@<=\h\w*\ze\s*:'
syntax match pdeSetting '\v<\h[A-Za-z0-9_.]*\ze\s*\=\=@!' contained
syntax region pdeBlock matchgroup=Delimiter start='{' end='}' contains=ALL
syntax region pdeString start='"' end='"' oneline
syntax match pdeComment '#.*$' contains=@Spell
syntax match pdeDocumentation '##.*$' contains=@Spell

highlight default link pdeStatement Statement
highlight default link pdeKeyword Keyword
highlight default link pdeConstant Constant
highlight default link pdeNumber Number
highlight default link pdeFunction Function
highlight default link pdeLabel Label
highlight default link pdeSetting Identifier
highlight default link pdeString String
highlight default link pdeComment Comment
highlight default link pdeDocumentation SpecialComment

syntax sync fromstart
setlocal commentstring=#\ %s
let b:current_syntax = 'pde'
