#include "syntax/given.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>

#include "ansatz/dsl/parse.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "source/limits.hpp"

namespace ansatz::dsl {
namespace {

constexpr std::uint32_t usual_waves = 13;  // with a period: the mean, and six sines and cosines

using Ends = std::pair<const Expression*, const Expression*>;

/// Where a coordinate runs, by a statement that says so; nulls where this one does not.
Ends ends_in(const DomainDeclaration& domain, const std::string& coordinate) {
  const Expression& shape = domain.shape;
  if (domain.kind == DomainDeclaration::Kind::over) return {};
  for (std::size_t i = 0; i < domain.names.size(); ++i) {
    if (domain.names[i].text != coordinate) continue;
    if (domain.names.size() == 1 && shape.kind == ExprKind::list && shape.children.size() == 2)
      return {&shape.children[0], &shape.children[1]};
    const bool sides = shape.kind == ExprKind::call && (shape.text == "rect" || shape.text == "box");
    const auto has_it = [i](const Expression& corner) {
      return corner.kind == ExprKind::list && i < corner.children.size();
    };
    if (sides && shape.children.size() == 2 && has_it(shape.children[0]) && has_it(shape.children[1]))
      return {&shape.children[0].children[i], &shape.children[1].children[i]};
  }
  return {};
}

Ends ends_of(const GivenDeclaration& declaration, const std::vector<Statement>& statements) {
  const Name& argument = declaration.arguments.front();
  for (const Statement& statement : statements)
    if (const auto* domain = std::get_if<DomainDeclaration>(&statement.content))
      if (const Ends found = ends_in(*domain, argument.text); found.first != nullptr) return found;
  fail(Finding(Code::wrong_arguments, argument.span,
               fmt::format("nothing says over which interval `{}` is drawn", declaration.name.text))
           .label("not a coordinate of an interval or a box")
           .help(fmt::format("write `{}({}) in gaussian(length = 0.2, on = [0, 1])`", declaration.name.text,
                             argument.text)));
}

std::uint32_t read_terms(const Expression& value) {
  const bool whole = value.kind == ExprKind::number && value.number == std::floor(value.number);
  if (whole && value.number >= 1 && value.number <= GivenFunction::most_terms)
    return static_cast<std::uint32_t>(value.number);
  fail(Finding(Code::wrong_value, value.span,
               fmt::format("`terms` must be a whole number from 1 to {}", GivenFunction::most_terms))
           .label("how many waves")
           .help("a number and no name: each term is a coordinate"));
}

[[noreturn]] void fail_unknown(const Name& name) {
  const std::vector<std::string> known{"length", "deviation", "period", "terms", "on"};
  const std::string guess = did_you_mean(name.text, known);
  fail(Finding(Code::wrong_arguments, name.span, fmt::format("`gaussian` has no `{}`", name.text))
           .label("unknown")
           .help(guess.empty() ? "it has `length`, `deviation`, `period`, `terms` and `on`" : guess));
}

void read_argument(const Expression& call, std::size_t k, GivenFunction& given) {
  const Expression& value = call.children[k];
  const ArgumentForm& form = call.arguments[k];
  const bool first = k == 0 && form.kind == ArgumentForm::Kind::positional;
  if (!first && form.kind != ArgumentForm::Kind::named)
    fail(Finding(Code::wrong_arguments, value.span, "what `gaussian` is told has names").help("as in `length = 0.2`"));
  const std::string name = first ? "length" : form.name.text;
  for (std::size_t other = 0; other < k; ++other)
    if (name == (other == 0 && call.arguments[0].kind == ArgumentForm::Kind::positional
                     ? "length"
                     : call.arguments[other].name.text))
      fail(Finding(Code::wrong_arguments, value.span, fmt::format("`{}` is given twice", name)).label("the second"));
  if (name == "length") {
    given.length = &value;
  } else if (name == "deviation") {
    given.deviation = &value;
  } else if (name == "period") {
    given.period = &value;
  } else if (name == "terms") {
    given.terms = read_terms(value);
  } else if (name == "on") {
    if (value.kind != ExprKind::list || value.children.size() != 2)
      fail(Finding(Code::wrong_arguments, value.span, "a range is a list of two ends, as in `[0, 1]`"));
    given.lower = &value.children[0], given.upper = &value.children[1];
  } else {
    fail_unknown(form.name);
  }
}

std::string written(const Sources& sources, const Expression& e) {
  const std::string& text = sources[e.span.file].text;
  return fmt::format("({})", text.substr(e.span.begin, e.span.end - e.span.begin));
}

/// Waves that vanish at the ends of a longer interval, each with the square root of its spectral density.
std::string on_interval(const Sources& sources, const GivenFunction& given, const GivenDeclaration& declared) {
  const std::string l = written(sources, *given.length), a = written(sources, *given.lower);
  const std::string half = fmt::format("(({} - {})/2 + 2*{})", written(sources, *given.upper), a, l);
  std::string sum;
  for (std::uint32_t k = 1; k <= given.terms; ++k)
    sum += fmt::format("{}{}{}*exp(-({}*{}*pi/{})^2/16)*sin({}*pi*({} - {} + 2*{})/(2*{}))", k == 1 ? "" : " + ",
                       declared.name.text, k, k, l, half, k, declared.arguments.front().text, a, l, half);
  return fmt::format("(2*pi)^0.25*sqrt({}/{})*({})", l, half, sum);
}

/// The Fourier series of the kernel: the mean, then cosines and sines.
std::string with_period(const Sources& sources, const GivenFunction& given, const GivenDeclaration& declared) {
  const std::string l = written(sources, *given.length), period = written(sources, *given.period);
  std::string sum = declared.name.text + "1";
  for (std::uint32_t k = 2; k <= given.terms; ++k)
    sum += fmt::format(" + sqrt(2)*{}{}*exp(-({}*pi*{}/{})^2)*{}(2*pi*{}*{}/{})", declared.name.text, k, k / 2, l,
                       period, k % 2 == 0 ? "cos" : "sin", k / 2, declared.arguments.front().text, period);
  return fmt::format("(2*pi)^0.25*sqrt({}/{})*({})", l, period, sum);
}

/// The text that a statement stands for.
std::string expanded(const Sources& sources, const GivenFunction& given, const GivenDeclaration& declared) {
  std::string text;
  for (std::uint32_t k = 1; k <= given.terms; ++k)
    text += fmt::format("over {}{} in normal(0, 1)\n", declared.name.text, k);
  const std::string deviation = given.deviation != nullptr ? written(sources, *given.deviation) : "1";
  return text + fmt::format("let {}({}) = {}*{}\n", declared.name.text, declared.arguments.front().text, deviation,
                            given.period != nullptr ? with_period(sources, given, declared)
                                                    : on_interval(sources, given, declared));
}

/// Where something is wrong with a name, the user's own stands.
void blame_on(const Statement& given, Statement& statement) {
  const Span name = std::get<GivenDeclaration>(given.content).name.span;
  statement.keyword = given.keyword;
  if (auto* definition = std::get_if<Definition>(&statement.content)) definition->name.span = name;
  if (auto* over = std::get_if<DomainDeclaration>(&statement.content)) over->names.front().span = name;
}

std::vector<Statement> parse_generated(Sources& sources, Loaded& loaded, const Statement& given, std::string text,
                                       std::vector<Diagnostic>& diagnostics) {
  const auto& declared = std::get<GivenDeclaration>(given.content);
  const std::uint32_t source = sources.add(fmt::format("given {}", declared.name.text), std::move(text));
  loaded.generated[source] = declared.how.span;
  Parsed parsed = parse(sources, source);
  loaded.good = loaded.good && !has_errors(parsed.diagnostics);
  diagnostics.insert(diagnostics.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
  for (Statement& one : parsed.file.statements) blame_on(given, one);
  return std::move(parsed.file.statements);
}

}  // namespace

GivenFunction read_given(const GivenDeclaration& declaration, const std::vector<Statement>& statements) {
  const Expression& how = declaration.how;
  if (how.kind != ExprKind::call || how.text != "gaussian")
    fail(Finding(Code::wrong_kind, how.span, "functions are drawn of a Gaussian process")
             .label("not `gaussian(...)`")
             .help("as in `gaussian(length = 0.2)`; a family with few parameters is an `over` for each and a `let`"));
  if (declaration.arguments.size() != 1)
    fail(Finding(Code::wrong_arguments, declaration.name.span,
                 fmt::format("a function of one coordinate can be drawn; `{}` is of {}", declaration.name.text,
                             declaration.arguments.size())));
  GivenFunction given;
  for (std::size_t k = 0; k < how.children.size(); ++k) read_argument(how, k, given);
  if (given.length == nullptr)
    fail(Finding(Code::wrong_arguments, how.span, "`gaussian` needs the length on which functions change")
             .help("as in `gaussian(length = 0.2)`"));
  const bool said = std::any_of(how.arguments.begin(), how.arguments.end(),
                                [](const ArgumentForm& form) { return form.name.text == "terms"; });
  if (given.period != nullptr && !said) given.terms = usual_waves;
  if (given.period != nullptr && given.lower != nullptr)
    fail(
        Finding(Code::wrong_arguments, how.span, "a function with a period is drawn everywhere").help("take `on` out"));
  if (given.period == nullptr && given.lower == nullptr)
    std::tie(given.lower, given.upper) = ends_of(declaration, statements);
  return given;
}

void expand_given(Sources& sources, Loaded& loaded, std::vector<Diagnostic>& diagnostics) {
  std::map<std::size_t, std::vector<Statement>> standing;  // for the statement of this number
  std::size_t waves = 0;
  for (std::size_t i = 0; i < loaded.statements.size(); ++i) {
    const Statement& statement = loaded.statements[i];
    const auto* declared = std::get_if<GivenDeclaration>(&statement.content);
    if (declared == nullptr) continue;
    try {
      const GivenFunction given = read_given(*declared, loaded.statements);
      const bool few = waves <= limits::waves;  // until now: what is too much is said once
      waves += given.terms;
      if (waves > limits::waves && !few) continue;
      if (waves > limits::waves)
        fail(Finding(Code::too_large, declared->how.span,
                     fmt::format("all given functions together have more than {} waves", limits::waves))
                 .label("too many")
                 .help("take fewer terms, or a family with few parameters: an `over` for each and a `let`"));
      standing[i] = parse_generated(sources, loaded, statement, expanded(sources, given, *declared), diagnostics);
    } catch (const Failure& failure) {
      loaded.good = false;
      diagnostics.push_back(failure.diagnostic);
    }
  }
  if (standing.empty()) return;
  std::vector<Statement> all;
  for (std::size_t i = 0; i < loaded.statements.size(); ++i) {
    all.push_back(std::move(loaded.statements[i]));
    if (const auto found = standing.find(i); found != standing.end())
      std::move(found->second.begin(), found->second.end(), std::back_inserter(all));
  }
  loaded.statements = std::move(all);
}

void place_findings(const std::map<std::uint32_t, Span>& generated, std::vector<Diagnostic>& diagnostics) {
  std::vector<Diagnostic> kept, moved;
  for (const Diagnostic& d : diagnostics) (generated.count(d.primary.span.file) == 0 ? kept : moved).push_back(d);
  for (Diagnostic& d : moved) {
    const Span place = generated.at(d.primary.span.file);
    d.primary.span = place;
    d.secondary.clear();
    d.fix = {};
  }
  const auto said = [&kept](const Span& place) {
    return std::any_of(kept.begin(), kept.end(), [&](const Diagnostic& other) {
      const Span& span = other.primary.span;
      return span.file == place.file && place.begin <= span.begin && span.end <= place.end;
    });
  };
  std::erase_if(moved, [&](const Diagnostic& d) { return said(d.primary.span); });
  kept.insert(kept.end(), moved.begin(), moved.end());
  diagnostics = std::move(kept);
}

}  // namespace ansatz::dsl
