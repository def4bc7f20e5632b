// The lessons, in the order of their codes. The tests compile every example: a wrong one gives its code, a right one
// no error.

#include "ansatz/dsl/explain.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string>

namespace ansatz::dsl {

namespace {

// Each line of `text`, indented.
std::string indented(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += fmt::format("    {}\n", text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::map<std::string, std::string, std::less<>> written_out() {
  std::map<std::string, std::string, std::less<>> result;
  for (const Lesson& lesson : lessons()) {
    result[std::string(lesson.code)] = fmt::format("{}\n\n{}\n\nWrong:\n{}\nRight:\n{}", lesson.code, lesson.text,
                                                   indented(lesson.wrong), indented(lesson.right));
  }
  return result;
}

}  // namespace

const std::vector<Lesson>& lessons() {
  static const std::vector<Lesson> all = {
      {"E0101",
       R"(The file holds a character that cannot be read: bytes that are not UTF-8, a control character, an
invisible one, or one that has no meaning here. Invisible characters are refused in comments too,
because they can make a text look different from what it says.)",
       R"pde(let a = |x|)pde", R"pde(let a = abs(x))pde"},
      {"E0102",
       R"(Word processors and PDF files replace plain characters by similar ones: long minus signs, centred
dots, curly quotation marks, raised digits. `ansatz fmt --fix` writes the plain ones.)",
       R"pde(eq u_t = −u²)pde", R"pde(eq u_t = -u^2)pde"},
      {"E0103", R"(There is no multiplication without a sign: `2u` and `u u_x` need a `*`.)",
       R"pde(eq u_t + u u_x = 0)pde", R"pde(eq u_t + u*u_x = 0)pde"},
      {"E0104",
       R"(An equation has a left side, `=` and a right side. `=` states that both are equal, `==` asks whether
they are; the second belongs behind `if`, `where` and in other conditions.)",
       R"pde(eq u_xx == 1)pde", R"pde(eq u_xx = 1)pde"},
      {"E0105",
       R"(A bracket or a string is never closed, or closes something else. The message names both places; the
end of a statement is never inside a bracket, so look in the statement that it names.)",
       R"pde(domain x in [0, 1)pde", R"pde(domain x in [0, 1])pde"},
      {"E0106", R"(A comment starts with `#` and goes to the end of the line. `##` documents the statement below it.)",
       R"pde(// viscous flow
field u)pde",
       R"pde(# viscous flow
field u)pde"},
      {"E0107", R"(Every statement begins with one of a few words: `domain`, `field`, `eq`, `bc`, `param`, and so on.)",
       R"pde(equation u_xx = -1)pde", R"pde(eq u_xx = -1)pde"},
      {"E0108", R"(The number does not fit into a real number of 64 bits, about 4.9e-324 to 1.8e308.)",
       R"pde(param a = 1e999)pde", R"pde(param a = 1e99)pde"},
      {"E0109",
       R"(Texts have limits, so that no file can exhaust the computer: 1 MiB a file, 200 levels of nesting,
500 operators in a row, 10,000 members of a list, 128 bytes a name. Split what is larger with `let`.)",
       R"pde(let a_name_can_tell_what_a_thing_is_and_perhaps_where_it_comes_from_but_it_should_stop_before_it_becomes_a_whole_sentence_that_nobody_reads = 1)pde",
       R"pde(let source = 1)pde"},
      {"E0110", R"(`pde 1`, if it is there, is the first statement, and asks for a version that this program knows.)",
       R"pde(pde 3)pde", R"pde(pde 1)pde"},
      {"E0111",
       R"(Something is missing or stands at the wrong place. The message says what was expected and after what.)",
       R"pde(eq u_xx = 3 +)pde", R"pde(eq u_xx = 3 + x)pde"},
      {"E0201", R"(A name means one thing in the whole file, includes and all.)",
       R"pde(param nu = 1
let nu = 2)pde",
       R"pde(param nu = 1
let mu = 2)pde"},
      {"E0202",
       R"(The words of the language cannot be names, and neither can what would read as a derivative: with a
field `u` and a coordinate `x`, `u_x` is a derivative.)",
       R"pde(param time = 3)pde", R"pde(param duration = 3)pde"},
      {"E0203", R"(The name is not defined in this file and is not known to the language.)",
       R"pde(eq u_xx = sinn(x))pde", R"pde(eq u_xx = sin(x))pde"},
      {"E0204",
       R"(A definition needs its own value, directly or through others. Definitions may stand in any order, but
there must be an order in which they can be evaluated.)",
       R"pde(let a = b
let b = a)pde",
       R"pde(let a = 1
let b = a)pde"},
      {"E0205", R"(The block has no such setting, or the setting no such value. `ansatz doc` lists them all.)",
       R"pde(network { activaton = tanh })pde", R"pde(network { activation = tanh })pde"},
      {"E0206", R"(`--set` or `loss` names something that the file does not have.)", R"pde(eq momentum: u_xx = 1
loss { momentun = 1 })pde",
       R"pde(eq momentum: u_xx = 1
loss { momentum = 1 })pde"},
      {"E0207",
       R"(The language reserves this statement, setting or value, and this version cannot do it yet. It is an error and
not a warning, because a run without it would not be the run that the file describes.)",
       R"pde(plot history)pde", R"pde(sample { eq = 500 })pde"},
      {"E0301", R"(Scalars, vectors and shapes go together only where mathematics says so.)",
       R"pde(eq u_xx = x + [1, 2])pde", R"pde(eq u_xx = x + norm([1, 2]))pde"},
      {"E0302", R"(Both sides of an equation are scalars, or vectors of the same length.)",
       R"pde(domain (x, y) in rect([0, 0], [1, 1])
eq grad(u) = 0)pde",
       R"pde(domain (x, y) in rect([0, 0], [1, 1])
eq grad(u) = [0, 0])pde"},
      {"E0303", R"(The function takes other arguments. Named arguments come by their names.)",
       R"pde(domain (x, y) in disk([0, 0]))pde", R"pde(domain (x, y) in disk([0, 0], 1))pde"},
      {"E0304", R"(The setting needs a value of another kind or range.)", R"pde(train adam { steps = 2.5 })pde",
       R"pde(train adam { steps = 2000 })pde"},
      {"E0305",
       R"(Subscripts take derivatives of fields. Other expressions are differentiated by `dx(...)` or `d(..., x)`.)",
       R"pde(param nu = 1
eq nu_x = 0)pde",
       R"pde(eq u_x = 0)pde"},
      {"E0306", R"(A comparison stands where a number is needed, or a number where a condition is needed.)",
       R"pde(eq u_xx = 1 + (x < 0))pde", R"pde(eq u_xx = if x < 0 then 2 else 1)pde"},
      {"E0307", R"(The value is outside the range that `in` promises.)", R"pde(param nu = 2 in [0, 1])pde",
       R"pde(param nu = 0.5 in [0, 1])pde"},
      {"E0401", R"(Every field needs an equation, a fit or data that determines it.)",
       R"pde(field u, p
eq u_xx = 1)pde",
       R"pde(field u, p
eq u_xx = 1
eq p_x = u)pde"},
      {"E0402", R"(An equation of order k in time needs k initial conditions: the value, the velocity, ...)",
       R"pde(eq u_tt = u_xx
ic u = sin(x))pde",
       R"pde(eq u_tt = u_xx
ic u = sin(x)
ic u_t = 0)pde"},
      {"E0403", R"(A boundary condition says where it holds; an initial condition needs a `time`.)",
       R"pde(bc u = 0)pde", R"pde(bc u = 0 on boundary)pde"},
      {"E0404", R"(No part of the boundary is where the condition says.)",
       R"pde(domain x in [-1, 1]
bc u = 0 on x = 2)pde",
       R"pde(domain x in [-1, 1]
bc u = 0 on x = 1)pde"},
      {"E0405", R"(The equation contains nothing to solve for.)", R"pde(eq 1 + 1 = 2)pde", R"pde(eq u + 1 = 2)pde"},
      {"E0406", R"(`dn` is the derivative along the outward normal, so it needs a boundary.)", R"pde(eq dn(u) = 0)pde",
       R"pde(bc dn(u) = 0 on boundary)pde"},
      {"E0407", R"(An exact solution and a domain are known before the fields are.)", R"pde(exact u = u + 1)pde",
       R"pde(exact u = x + 1)pde"},
      {"E0408", R"(Nothing is left of the domain.)", R"pde(domain x in [1, 1])pde", R"pde(domain x in [0, 1])pde"},
      {"E0409", R"(`fixed` activations have no slopes, so there is nothing for `recovery` to push.)",
       R"pde(network { adaptive = fixed(recovery = 1) })pde", R"pde(network { adaptive = nlaaf(recovery = 1) })pde"},
      {"E0410", R"(The setting is about times, and the problem has no `time`.)", R"pde(loss { causal = 10 })pde",
       R"pde(eq u_t = u_xx
loss { causal = 10 })pde"},
      {"E0411",
       R"(With `windows` every slice of time is solved by itself, from the values and derivatives that the initial
conditions name, carried on from the slice before. What speaks of several times does not go with that: `ansatz`, `data`,
`fit`, `unknown`, conditions at one time, a field at another time.)",
       R"pde(eq u_t = u_xx
bc u = 0 on t = 1
sample { windows = 4 })pde",
       R"pde(eq u_t = u_xx
bc u = 0 on x = 1
sample { windows = 4 })pde"},
      {"E0501",
       R"(A file that the problem names cannot be read: it is missing, no ordinary file, or outside the folder of
the problem. Files beside the problem and in folders below it may be read; `--allow-path DIR` allows
another folder. Symbolic links are followed first.)",
       R"pde(exact u from "../heights.csv")pde", R"pde(exact u from "heights.csv")pde"},
      {"E0502",
       R"(A table needs a column for each coordinate and each field that is asked for, named in its first line,
and a finite number in every place. The message names the line of the file.)",
       R"pde(exact u from "flawed.csv")pde", R"pde(exact u from "heights.csv")pde"},
      {"E0503", R"(The points of a table must lie in the domain, and none of them does.)", R"pde(domain x in [5, 6]
exact u from "heights.csv")pde",
       R"pde(domain x in [0, 1]
exact u from "heights.csv")pde"},
      {"W0601", R"(An activation whose second derivative is zero cannot solve a second-order equation.)",
       R"pde(network { activation = relu })pde", R"pde(network { activation = tanh })pde"},
      {"W0602", R"(There are fewer conditions than fields, so the solution is not unique.)",
       R"pde(field u, v
eq u_x = v)pde",
       R"pde(field u, v
eq u_x = v
eq v_x = u)pde"},
      {"W0603", R"(Two conditions ask for different values where they meet. The network can only compromise.)",
       R"pde(bc u = 1 on y = 1
bc u = 0 on x = 0)pde",
       R"pde(bc u = x on y = 1
bc u = 0 on x = 0)pde"},
      {"W0604",
       R"(The exact solution was put into the equation, and the equation does not hold: one of the two has a
slip, most often a sign or a factor in the source term.)",
       R"pde(eq u_xx = 1
exact u = x^2)pde",
       R"pde(eq u_xx = 2
exact u = x^2)pde"},
      {"W0605", R"(With derivatives alone on the boundary the solution is known up to a constant.)",
       R"pde(eq u_xx = sin(2*pi*x)
bc u_x = 0 on boundary)pde",
       R"pde(eq u_xx = sin(2*pi*x)
bc u_x = 0 on x = 0
bc u = 0 on x = 1)pde"},
      {"W0606", R"(The name is defined and never used: perhaps another was meant.)",
       R"pde(param k = 1
eq u_xx = 1)pde",
       R"pde(param k = 1
eq u_xx = k)pde"},
      {"W0607", R"(The expression is not smooth, or not finite, somewhere in the domain; derivatives there mislead.)",
       R"pde(eq u_x = 1/x)pde", R"pde(eq x*u_x = 1)pde"},
      {"W0608", R"(Each order of a derivative costs time. Above four, consider a system of lower order.)",
       R"pde(eq u_xxxxxx = 0)pde",
       R"pde(eq u_xxx = v
eq v_xxx = 0)pde"},
      {"W0609",
       R"(The setting has no effect beside the others: a grid drawn anew is the same grid, nothing adapts without
`resample`, and self-adaptive weights move in stages of Adam and of gradient descent alone.)",
       R"pde(sample { method = grid; resample = 500 })pde", R"pde(sample { method = lhs; resample = 500 })pde"},
      {"W0610",
       R"(Some points of a table lie outside the domain. They are left out; perhaps the domain is not the one that
the table was made for.)",
       R"pde(domain x in [0, 0.6]
exact u from "heights.csv")pde",
       R"pde(domain x in [0, 1]
exact u from "heights.csv")pde"},
      {"W0611",
       R"(An ansatz gives the field a value that the network cannot change where its factor vanishes. There the
condition asks for another value, so it cannot hold.)",
       R"pde(ansatz u = x*(1 - x)*net
bc u = 1 on x = 0)pde",
       R"pde(ansatz u = 1 - x + x*(1 - x)*net
bc u = 1 on x = 0)pde"},
  };
  return all;
}

std::optional<std::string_view> explain(std::string_view code) {
  static const auto texts = written_out();
  std::string key(code);
  for (char& c : key)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const auto found = texts.find(key);
  if (found == texts.end()) return std::nullopt;
  return found->second;
}

}  // namespace ansatz::dsl
