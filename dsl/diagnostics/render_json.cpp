// Diagnostics for programs. Offsets count bytes from 0, lines and columns from 1 (columns in characters).

#include <nlohmann/json.hpp>

#include "ansatz/dsl/diagnostic.hpp"

namespace ansatz::dsl {

namespace {

using Json = nlohmann::ordered_json;

Json place(const Sources& sources, const Span& span) {
  if (span.file >= sources.size()) return nullptr;
  const auto size = static_cast<std::uint32_t>(sources[span.file].text.size());
  const auto begin = sources.position(span.file, std::min(span.begin, size));
  const auto end = sources.position(span.file, std::min(span.end, size));
  return {{"file", sources[span.file].name}, {"begin", span.begin},  {"end", span.end},         {"line", begin.line},
          {"column", begin.column},          {"end_line", end.line}, {"end_column", end.column}};
}

Json label(const Sources& sources, const Label& l) { return {{"place", place(sources, l.span)}, {"text", l.text}}; }

}  // namespace

std::string render_json(const Sources& sources, const std::vector<Diagnostic>& diagnostics) {
  Json all = Json::array();
  for (const Diagnostic& d : diagnostics) {
    Json secondary = Json::array();
    for (const Label& l : d.secondary) secondary.push_back(label(sources, l));
    Json one = {{"severity", d.severity() == Severity::error ? "error" : "warning"},
                {"code", d.number()},
                {"message", d.message},
                {"primary", label(sources, d.primary)},
                {"secondary", std::move(secondary)}};
    if (!d.help.empty()) one["help"] = d.help;
    if (d.fix.present) one["fix"] = {{"place", place(sources, d.fix.span)}, {"text", d.fix.text}};
    all.push_back(std::move(one));
  }
  // Bytes that are no UTF-8 (a quoted piece of a broken file) become U+FFFD instead of an exception.
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ansatz::dsl
