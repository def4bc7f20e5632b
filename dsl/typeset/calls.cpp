// Calls: functions of the language by a table, derivatives as operators in front of what they act on, fields at other
// places with all their arguments, functions of the user by their names.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "typeset/letters.hpp"
#include "typeset/typesetter.hpp"

namespace ansatz::dsl {
namespace {

/// Functions with a command of their own; all others are \operatorname{name}.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> commands{{
    {"exp", "\\exp"},
    {"log", "\\ln"},
    {"sin", "\\sin"},
    {"cos", "\\cos"},
    {"tan", "\\tan"},
    {"asin", "\\arcsin"},
    {"acos", "\\arccos"},
    {"atan", "\\arctan"},
    {"sinh", "\\sinh"},
    {"cosh", "\\cosh"},
    {"tanh", "\\tanh"},
    {"max", "\\max"},
    {"min", "\\min"},
    {"sign", "\\operatorname{sgn}"},
}};

constexpr std::array<std::string_view, 6> trigonometric{"sin", "cos", "tan", "sinh", "cosh", "tanh"};

std::string command(std::string_view function) {
  const auto* found =
      std::find_if(commands.begin(), commands.end(), [&](const auto& c) { return c.first == function; });
  return found != commands.end() ? std::string(found->second)
                                 : fmt::format("\\operatorname{{{}}}", escape_text(function));
}

bool all_positional(const Expression& call) {
  return std::all_of(call.arguments.begin(), call.arguments.end(),
                     [](const ArgumentForm& a) { return a.kind == ArgumentForm::Kind::positional; });
}

}  // namespace

/// What the language's own functions look like, where they are called as they should be.
struct CallRules {
  struct Rule {
    std::string_view name;
    std::size_t arguments;
    Piece (*set)(Typesetter& t, const Expression& call);
  };

  static Piece grad(Typesetter& t, const Expression& e) { return prefixed("\\nabla", t.piece(e.children[0])); }
  static Piece lap(Typesetter& t, const Expression& e) { return prefixed("\\Delta", t.piece(e.children[0])); }
  static Piece dn(Typesetter& t, const Expression& e) {
    return prefixed("\\partial_{\\mathbf{n}}", t.piece(e.children[0]));
  }
  /// \nabla\cdot v as a factor or under another operator is taken for (\nabla)\cdot v without brackets.
  static Piece loose(Piece piece) {
    piece.binding = Binding::inner;
    return piece;
  }
  static Piece div(Typesetter& t, const Expression& e) {
    return loose(prefixed("\\nabla \\cdot", t.piece(e.children[0])));
  }
  static Piece curl(Typesetter& t, const Expression& e) {
    return loose(prefixed("\\nabla \\times", t.piece(e.children[0])));
  }
  static Piece dot(Typesetter& t, const Expression& e) {
    return inner_product(t.piece(e.children[0]), "\\cdot", t.piece(e.children[1]));
  }
  static Piece cross(Typesetter& t, const Expression& e) {
    return inner_product(t.piece(e.children[0]), "\\times", t.piece(e.children[1]));
  }
  static Piece advect(Typesetter& t, const Expression& e) {
    const Piece along{.latex = "\\nabla"};
    return prefixed(bracketed(inner_product(t.piece(e.children[0]), "\\cdot", along)).latex, t.piece(e.children[1]));
  }
  static Piece norm(Typesetter& t, const Expression& e) { return fenced("\\lVert", t.whole(e.children[0]), "\\rVert"); }
  static Piece abs(Typesetter& t, const Expression& e) { return fenced("\\lvert", t.whole(e.children[0]), "\\rvert"); }
  static Piece floor(Typesetter& t, const Expression& e) {
    return fenced("\\lfloor", t.whole(e.children[0]), "\\rfloor");
  }
  /// The jump of what is within: [[k u_n]].
  static Piece jump(Typesetter& t, const Expression& e) {
    const Piece inside = t.whole(e.children[0]);
    return {.latex = fmt::format("[\\![ {} ]\\!]", inside.signed_latex()), .tall = inside.tall};
  }
  static Piece sqrt(Typesetter& t, const Expression& e) {
    const Piece inside = t.whole(e.children[0]);
    return {
        .latex = fmt::format("\\sqrt{{{}}}", inside.signed_latex()), .binding = Binding::power, .tall = inside.tall};
  }
  static Piece pow(Typesetter& t, const Expression& e) {
    return power(t.piece(e.children[0]), t.script(e.children[1]));
  }
  static Piece log1p(Typesetter& t, const Expression& e) {
    const Piece inside = sum(number_piece("1"), "+", t.piece(e.children[0]));
    Piece result = applied("\\ln", {inside});
    result.binding = Binding::power;
    result.begin = Edge::function;
    return result;
  }
  static Piece expm1(Typesetter& t, const Expression& e) { return sum(t.function("\\exp", e), "-", number_piece("1")); }

  /// {}^C D_t^{1/2} u, and the derivative by |x| of Riesz.
  static Piece fractional(Typesetter& t, const Expression& e, std::string_view head, std::string_view by) {
    const std::string coordinate = t.names().latex(e.children[1].text);
    return prefixed(
        fmt::format("{}_{{{}{}{}}}^{{{}}}", head, by, coordinate, by, t.script(e.children[2]).signed_latex()),
        t.piece(e.children[0]));
  }
  static Piece caputo(Typesetter& t, const Expression& e) { return fractional(t, e, "{}^{\\mathrm{C}}\\!D", ""); }
  static Piece riesz(Typesetter& t, const Expression& e) { return fractional(t, e, "\\partial", "\\vert "); }

  static constexpr std::array<Rule, 20> table{{
      {"grad", 1, grad},   {"∇", 1, grad},      {"lap", 1, lap},     {"Δ", 1, lap},         {"dn", 1, dn},
      {"div", 1, div},     {"curl", 1, curl},   {"dot", 2, dot},     {"cross", 2, cross},   {"advect", 2, advect},
      {"norm", 1, norm},   {"abs", 1, abs},     {"jump", 1, jump},   {"sqrt", 1, sqrt},     {"pow", 2, pow},
      {"floor", 1, floor}, {"log1p", 1, log1p}, {"expm1", 1, expm1}, {"caputo", 3, caputo}, {"riesz", 3, riesz},
  }};

  static const Rule* find(const Expression& call) {
    const auto* found = std::find_if(table.begin(), table.end(), [&](const Rule& r) {
      return r.name == call.text && r.arguments == call.children.size() && all_positional(call);
    });
    return found == table.end() ? nullptr : found;
  }

  /// What is taken over a bound name: its ends, the name, and the content within a product.
  struct Bound {
    std::string from, to, name, content;
  };
  static Bound bound(Typesetter& t, const std::string& name, const std::vector<Expression>& ends,
                     const Expression& content) {
    Bound all{t.script(ends[0]).signed_latex(), t.script(ends[1]).signed_latex(), {}, {}};
    t.bind(name);
    const Piece inner = t.piece(content);
    all.content = (inner.binding < Binding::inner ? bracketed(inner) : inner).signed_latex();
    t.unbind(1);
    all.name = t.names().latex(name);
    return all;
  }

  /// \int_{a}^{b} f \,\mathrm{d}s
  static Piece integral(Typesetter& t, const Expression& e) {
    const Bound of = bound(t, e.arguments[1].name.text, e.children[1].children, e.children[0]);
    return {.latex = fmt::format("\\int_{{{}}}^{{{}}} {} \\,\\mathrm{{d}}{}", of.from, of.to, of.content, of.name),
            .binding = Binding::product,
            .tall = true};
  }
  static bool is_integral(const Expression& e) {
    return e.text == "integral" && e.children.size() == 2 && e.arguments[0].kind == ArgumentForm::Kind::positional &&
           e.arguments[1].kind == ArgumentForm::Kind::binder && e.children[1].kind == ExprKind::list &&
           e.children[1].children.size() == 2;
  }

  /// \sum_{k=1}^{50} f, \prod_{k=1}^{50} f
  static Piece series(Typesetter& t, const Expression& e) {
    const Bound of = bound(t, e.arguments[0].name.text, e.children[0].children, e.children[1]);
    return {.latex = fmt::format("\\{}_{{{}={}}}^{{{}}} {}", e.text == "sum" ? "sum" : "prod", of.name, of.from, of.to,
                                 of.content),
            .binding = Binding::product,
            .tall = true};
  }
  static bool is_series(const Expression& e) {
    return (e.text == "sum" || e.text == "product") && e.children.size() == 2 &&
           e.arguments[0].kind == ArgumentForm::Kind::binder && e.arguments[1].kind == ArgumentForm::Kind::positional &&
           e.children[0].kind == ExprKind::binary && e.children[0].text == "..";
  }

  /// The derivative by each coordinate in turn: \partial_{x}^{2}\partial_{t} f.
  static Piece derivative(Typesetter& t, const Expression& operand, const std::vector<std::string>& coordinates) {
    std::string sign;
    for (std::size_t i = 0; i < coordinates.size();) {
      std::size_t same = i;
      while (same < coordinates.size() && coordinates[same] == coordinates[i]) ++same;
      sign += fmt::format("\\partial_{{{}}}", coordinates[i]);
      if (same - i > 1) sign += fmt::format("^{{{}}}", same - i);
      i = same;
    }
    return prefixed(sign, t.piece(operand));
  }
  static bool is_derivative(const Expression& e) {
    return e.text == "d" && e.children.size() > 1 && all_positional(e) &&
           std::all_of(e.children.begin() + 1, e.children.end(),
                       [](const Expression& c) { return c.kind == ExprKind::name; });
  }
};

bool Typesetter::is_trigonometric(const Expression& e) const {
  return e.kind == ExprKind::call && e.children.size() == 1 && all_positional(e) &&
         std::find(trigonometric.begin(), trigonometric.end(), e.text) != trigonometric.end() &&
         read(e.text).kind == NameReading::Kind::function;
}

Piece Typesetter::call(const Expression& e) {
  using Kind = NameReading::Kind;
  const NameReading reading = read(e.text);
  const bool field = reading.kind == Kind::symbol && reading.symbol->kind == SymbolKind::field;
  if (field || reading.kind == Kind::derivative) return elsewhere(e, reading);
  if (reading.kind == Kind::function) return call_of_language(e);
  if (reading.kind == Kind::coordinate_operator && e.children.size() == 1)
    return CallRules::derivative(*this, e.children[0], {names_.latex(model_.coordinates[reading.coordinates[0]].text)});
  return any_call(names_.latex(e.text), e);
}

Piece Typesetter::call_of_language(const Expression& e) {
  if (is_set(e)) return set(e);
  if (const CallRules::Rule* rule = CallRules::find(e)) return rule->set(*this, e);
  if (CallRules::is_integral(e)) return CallRules::integral(*this, e);
  if (CallRules::is_series(e)) return CallRules::series(*this, e);
  if (CallRules::is_derivative(e)) {
    std::vector<std::string> coordinates;
    for (std::size_t i = 1; i < e.children.size(); ++i) coordinates.push_back(names_.latex(e.children[i].text));
    return CallRules::derivative(*this, e.children[0], coordinates);
  }
  const std::string_view letter = all_positional(e) ? special_letter(e.text) : std::string_view{};
  if (letter.empty() || e.children.empty() || e.children.size() > 2) return function(command(e.text), e);
  const bool ordered = e.children.size() == 2;
  return applied(ordered ? fmt::format("{}_{{{}}}", letter, script(e.children[0]).signed_latex()) : std::string(letter),
                 {whole(e.children.back())});
}

Piece Typesetter::function(std::string_view head, const Expression& call) {
  Piece result = any_call(head, call);
  result.binding = Binding::power;
  result.begin = Edge::function;
  return result;
}

Piece Typesetter::any_call(std::string_view head, const Expression& call) {
  std::vector<Piece> arguments;
  for (std::size_t i = 0; i < call.children.size(); ++i) {
    const ArgumentForm& form = call.arguments[i];
    Piece argument = whole(call.children[i]);
    if (form.kind == ArgumentForm::Kind::named)
      argument.latex = fmt::format("{} = {}", names_.latex(form.name.text), argument.signed_latex());
    if (form.kind == ArgumentForm::Kind::binder)
      argument.latex = fmt::format("{} \\in {}", names_.latex(form.name.text), range(call.children[i]));
    if (form.kind != ArgumentForm::Kind::positional) argument.negative = false;
    arguments.push_back(std::move(argument));
  }
  return applied(head, arguments);
}

/// u(x = 0) of a field of x and t is u(0, t).
Piece Typesetter::elsewhere(const Expression& e, const NameReading& reading) {
  const std::string& field = reading.symbol->name.text;
  const std::string head = reading.kind == NameReading::Kind::derivative ? names_.derivative(field, reading.coordinates)
                                                                         : names_.latex(field);
  std::vector<Piece> place;
  for (const Name& coordinate : model_.coordinates) place.push_back({.latex = names_.latex(coordinate.text)});
  for (std::size_t i = 0; i < e.children.size(); ++i) {
    const auto is_this = [&](const Name& coordinate) { return coordinate.text == e.arguments[i].name.text; };
    const auto at = std::find_if(model_.coordinates.begin(), model_.coordinates.end(), is_this);
    if (at == model_.coordinates.end()) return any_call(head, e);
    place[static_cast<std::size_t>(at - model_.coordinates.begin())] = whole(e.children[i]);
  }
  return applied(head, place);
}

}  // namespace ansatz::dsl
