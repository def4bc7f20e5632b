#include "figures/svg_writer.hpp"

#include <fmt/format.h>

#include "encoding/unicode.hpp"
#include "figures/text.hpp"

namespace ansatz::figures {

std::string number_text(double value) {
  std::string text = fmt::format("{:.2f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string path_text(const std::vector<Trace>& parts, bool closed) {
  std::string path;
  for (const Trace& part : parts) {
    std::string before;
    bool first = true;
    for (const Place p : part) {
      std::string place = number_text(p.x) + ',' + number_text(p.y);
      if (place == before) continue;
      path += (first ? 'M' : ' ') + place;
      before = std::move(place);
      first = false;
    }
    if (closed) path += 'Z';
  }
  return path;
}

void SvgWriter::begin(std::string_view element, Attributes attributes) {
  out_ += fmt::format("{:{}}<{}", "", 2 * open_.size(), element);
  for (const auto& [name, value] : attributes)
    if (!value.empty()) out_ += fmt::format(" {}=\"{}\"", name, xml_text(value));
}

void SvgWriter::open(std::string_view element, Attributes attributes) {
  begin(element, attributes);
  out_ += ">\n";
  open_.emplace_back(element);
}

void SvgWriter::close() {
  const std::string element = open_.back();
  open_.pop_back();
  out_ += fmt::format("{:{}}</{}>\n", "", 2 * open_.size(), element);
}

void SvgWriter::element(std::string_view name, Attributes attributes) {
  begin(name, attributes);
  out_ += "/>\n";
}

void SvgWriter::element(std::string_view name, Attributes attributes, std::string_view text) {
  begin(name, attributes);
  out_ += fmt::format(">{}</{}>\n", xml_text(text), name);
}

void SvgWriter::text(Place at, const TextStyle& style, std::string_view text, std::string_view superscript) {
  const std::string x = number_text(at.x), y = number_text(at.y);
  begin("text", {{"x", x},
                 {"y", y},
                 {"font-size", number_text(style.size)},
                 {"font-weight", style.bold ? "bold" : ""},
                 {"fill", style.colour},
                 {"text-anchor", style.anchor == "start" ? "" : std::string(style.anchor)},
                 {"transform", style.turned == 0 ? "" : fmt::format("rotate({} {} {})", style.turned, x, y)}});
  out_ += '>' + xml_text(text);
  if (!superscript.empty())
    out_ += fmt::format("<tspan dy=\"{}\" font-size=\"{}\">{}</tspan>", number_text(-superscript_rise * style.size),
                        number_text(superscript_size * style.size), xml_text(superscript));
  out_ += "</text>\n";
}

}  // namespace ansatz::figures
