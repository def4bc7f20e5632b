// SVG text: elements that are always closed, texts that are always escaped, numbers that are
// short and read the same everywhere.
//
// Only what SVG 1.1 has is written, and of that what converters to PDF take: presentation attributes, no style sheets.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "figures/plane.hpp"

namespace ansatz::figures {

/// A hundredth of a point is finer than print.
std::string number_text(double value);

/// "M1,2 3,4 5,6", one part after another, each with Z where closed.
std::string path_text(const std::vector<Trace>& parts, bool closed);

struct Attribute {
  std::string_view name;
  std::string value;
};

struct TextStyle {
  double size;
  std::string colour;
  std::string_view anchor = "start";  // middle, end
  bool bold = false;
  double turned = 0;  // degrees, clockwise
};

class SvgWriter {
 public:
  using Attributes = std::initializer_list<Attribute>;

  void open(std::string_view element, Attributes attributes);
  void close();
  void element(std::string_view name, Attributes attributes);
  /// An element that holds only text.
  void element(std::string_view name, Attributes attributes, std::string_view text);
  /// `at` is on the base line.
  void text(Place at, const TextStyle& style, std::string_view text, std::string_view superscript = "");
  /// Everything; all elements are closed.
  const std::string& document() const { return out_; }

 private:
  void begin(std::string_view element, Attributes attributes);
  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace ansatz::figures
