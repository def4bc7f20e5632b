// What is said of a name without meaning: the name that is meant, where other programs or papers call it so.
#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/finding.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {
namespace {

std::string list_coordinates(const Model& model) {
  std::string text;
  for (const Name& name : model.coordinates) text += (text.empty() ? "" : ", ") + name.text;
  return text;
}

bool is_derivative(const Model& model, const std::string& name) {
  return read_name(model, name).kind == NameReading::Kind::derivative;
}

bool is_coordinate(const Model& model, const Expression& e) {
  const Symbol* symbol = e.kind == ExprKind::name ? model.find(e.text) : nullptr;
  return symbol != nullptr && symbol->kind == SymbolKind::coordinate;
}

/// u_xx for uxx, u_x for dudx and du_dx; empty where it is none of these.
std::string derivative_meant(const Model& model, std::string_view name) {
  for (const Name& field : model.fields) {
    std::string_view rest = name;
    if (rest.starts_with(field.text)) {
      const std::string derivative = fmt::format("{}_{}", field.text, rest.substr(field.text.size()));
      if (is_derivative(model, derivative)) return derivative;
    }
    if (!rest.starts_with("d" + field.text)) continue;
    rest.remove_prefix(1 + field.text.size());
    if (rest.starts_with('_')) rest.remove_prefix(1);
    if (!rest.starts_with('d')) continue;
    const std::string derivative = fmt::format("{}_{}", field.text, rest.substr(1));
    if (is_derivative(model, derivative)) return derivative;
  }
  return {};
}

/// x, x for the arguments `x, 2`, and x, t for `x, t`, behind the first; empty where they are something else.
std::vector<std::string> coordinates_behind(const Model& model, const Expression& call) {
  constexpr double highest_order = 8;
  std::vector<std::string> names;
  for (std::size_t i = 1; i < call.children.size(); ++i) {
    const Expression& e = call.children[i];
    const bool order = e.kind == ExprKind::number && e.number >= 1 && e.number <= highest_order && !names.empty();
    if (!is_coordinate(model, e) && !order) return {};
    if (!order) names.push_back(e.text);
    for (double again = 1; order && again < e.number; ++again) names.push_back(names.back());
  }
  return names;
}

/// u_n with a field u and no coordinate n is the normal derivative; other letters are no coordinates at all.
Finding no_derivative(const Model& model, std::string_view name, const std::string& field, Span span) {
  Finding finding =
      Finding(Code::unknown_name, span, fmt::format("`{}` is no derivative of field `{}`", name, field))
          .label("not a known name")
          .help(model.coordinates.empty() ? "" : fmt::format("coordinates are {}", list_coordinates(model)));
  if (const std::string normal = fmt::format("dn({})", field); name == field + "_n")
    finding.help(fmt::format("the normal derivative is `{}`", normal)).fix(span, normal);
  return finding;
}

}  // namespace

void Resolver::report(const Finding& finding) {
  good_ = false;
  diagnostics_.push_back(finding);
}

std::string Resolver::written(Span span) const {
  return model_.sources[span.file].text.substr(span.begin, span.end - span.begin);
}

/// diff(u, x, 2), Derivative(u, x), D(u, x): the derivative; of another function its name.
void Resolver::report_unknown_call(const Expression& e) {
  const bool derivative = e.text == "D" || meant_by(e.text, model_.functions) == "d";
  const std::vector<std::string> coordinates = derivative ? coordinates_behind(model_, e) : std::vector<std::string>();
  if (coordinates.empty()) return report_unknown(e.text, e.operator_span);
  const Expression& of = e.children[0];
  const Symbol* symbol = of.kind == ExprKind::name || of.kind == ExprKind::call ? model_.find(of.text) : nullptr;
  const bool field = symbol != nullptr && symbol->kind == SymbolKind::field;
  const std::string plain = field ? fmt::format("{}_{}", of.text, fmt::join(coordinates, ""))
                                  : fmt::format("d({}, {})", written(of.span), fmt::join(coordinates, ", "));
  report(Finding(Code::unknown_name, e.operator_span, fmt::format("unknown name `{}`", e.text))
             .label("not a known name")
             .help(fmt::format("write the derivative `{}`", plain))
             .fix(e.span, plain));
}

/// u(x, t) is `u`, and u(0, t) is `u(x = 0)`; what else stands there does not say which coordinate it is.
void Resolver::report_field_arguments(const Expression& e) {
  const auto named = [&](std::size_t i) {
    const Symbol* symbol =
        e.arguments[i].kind == ArgumentForm::Kind::named ? model_.find(e.arguments[i].name.text) : nullptr;
    return symbol != nullptr && symbol->kind == SymbolKind::coordinate;
  };
  std::string places;
  bool by_position = e.children.size() == model_.coordinates.size();
  for (std::size_t i = 0; by_position && i < e.children.size(); ++i) {
    by_position = e.arguments[i].kind == ArgumentForm::Kind::positional;
    const std::string& coordinate = model_.coordinates[i].text;
    if (!by_position || (e.children[i].kind == ExprKind::name && e.children[i].text == coordinate)) continue;
    places += fmt::format("{}{} = {}", places.empty() ? "" : ", ", coordinate, written(e.children[i].span));
  }
  if (by_position && !e.children.empty()) {
    const std::string plain = places.empty() ? e.text : fmt::format("{}({})", e.text, places);
    return report(Finding(Code::wrong_arguments, e.span,
                          places.empty() ? fmt::format("`{}` stands without its coordinates", e.text)
                                         : fmt::format("say which coordinate of `{}` this is", e.text))
                      .label(fmt::format("write `{}`", plain))
                      .fix(e.span, plain));
  }
  for (std::size_t i = 0; i < e.children.size(); ++i) {
    if (named(i)) continue;
    const bool positional = e.arguments[i].kind == ArgumentForm::Kind::positional;
    report(Finding(Code::wrong_arguments, positional ? e.children[i].span : e.arguments[i].name.span,
                   fmt::format("say which coordinate of `{}` this is", e.text))
               .help(fmt::format("coordinates are {}; write `{}({} = ...)`", list_coordinates(model_), e.text,
                                 model_.coordinates.empty() ? "x" : model_.coordinates[0].text)));
  }
}

void Resolver::report_unknown(std::string_view name, Span span) {
  const NameReading reading = read_name(model_, name);
  switch (reading.kind) {
    case NameReading::Kind::ambiguous_derivative:
      report(Finding(Code::not_a_field, span, fmt::format("`{}` can be read as a derivative in two ways", name))
                 .label("ambiguous")
                 .help(fmt::format("write `d({}, ...)` with the coordinates {}", reading.symbol->name.text,
                                   list_coordinates(model_))));
      return;
    case NameReading::Kind::unsplit_derivative:
      return report(no_derivative(model_, name, reading.symbol->name.text, span));
    case NameReading::Kind::derivative_of_other: {
      static constexpr const char* what[] = {"a parameter", "a `let`", "an unknown", "a coordinate", "a field"};
      const Symbol& symbol = *reading.symbol;
      report(
          Finding(
              Code::not_a_field, span,
              fmt::format("`{}`: `{}` is {}, not a field", name, symbol.name.text, what[static_cast<int>(symbol.kind)]))
              .label("not a derivative")
              .help(symbol.kind == SymbolKind::definition ? fmt::format("write `d({}, ...)`", symbol.name.text) : ""));
      use(&symbol);
      return;
    }
    default: break;
  }
  std::vector<std::string> candidates = known_names(model_);
  candidates.insert(candidates.end(), bound_.begin(), bound_.end());
  Finding finding = Finding(Code::unknown_name, span, fmt::format("unknown name `{}`", name)).label("not a known name");
  if (name == "e") return report(finding.help("e^x is written `exp(x)`").fix(span, "exp(1)"));
  if (name == "boundary")
    return report(
        finding.help("places of the boundary stand behind `on` of a `bc`; a part of the domain is a shape, or a "
                     "comparison as `x < 1`"));
  if (name == "i") return report(finding.help("the imaginary unit stands where a field is complex: `field h complex`"));
  if (const std::string derivative = derivative_meant(model_, name); !derivative.empty())
    report(finding.help(fmt::format("write the derivative `{}`", derivative)).fix(span, derivative));
  else
    report(finding.instead_of(name, candidates));
}

}  // namespace ansatz::dsl
