// A reader of XML that shares nothing with the writer: it takes well-formed documents and refuses the rest.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz::test {

struct Element {
  std::string name;
  std::map<std::string, std::string> attributes{};
  std::string text{};  // its own, without that of elements in it
  std::vector<Element> children{};

  const std::string& at(const std::string& attribute) const { return attributes.at(attribute); }
  double number(const std::string& attribute) const { return std::stod(attributes.at(attribute)); }
  bool is(const std::string& kind) const {
    const auto found = attributes.find("class");
    return found != attributes.end() && found->second == kind;
  }
  /// All elements below with this name and class; any where empty.
  std::vector<const Element*> all(const std::string& element, const std::string& kind = "") const {
    std::vector<const Element*> found;
    for (const Element& child : children) {
      if ((element.empty() || child.name == element) && (kind.empty() || child.is(kind))) found.push_back(&child);
      for (const Element* below : child.all(element, kind)) found.push_back(below);
    }
    return found;
  }
};

class XmlReader {
 public:
  explicit XmlReader(std::string_view document) : rest_(document) {}

  Element document() {
    Element root = element();
    space();
    if (!rest_.empty()) fail("something follows the root");
    return root;
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw std::runtime_error("no XML: " + why + " before " + std::string(rest_.substr(0, 40)));
  }
  void space() {
    while (!rest_.empty() && std::string_view(" \n\t\r").find(rest_[0]) != std::string_view::npos)
      rest_.remove_prefix(1);
  }
  void expect(std::string_view text) {
    if (!rest_.starts_with(text)) fail("no " + std::string(text));
    rest_.remove_prefix(text.size());
  }
  std::string name() {
    std::size_t n = 0;
    while (n < rest_.size() &&
           (std::isalnum(static_cast<unsigned char>(rest_[n])) != 0 || rest_[n] == ':' || rest_[n] == '-'))
      ++n;
    if (n == 0) fail("no name");
    const std::string found(rest_.substr(0, n));
    rest_.remove_prefix(n);
    return found;
  }
  /// Text up to one of the characters of `end`.
  std::string text(std::string_view end) {
    static const std::map<std::string, char> entities{
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    std::string found;
    while (!rest_.empty() && end.find(rest_[0]) == std::string_view::npos) {
      const char c = rest_[0];
      rest_.remove_prefix(1);
      if (c == '<' || (static_cast<unsigned char>(c) < 0x20 && c != '\n')) fail("a character that cannot stand there");
      if (c != '&') {
        found += c;
        continue;
      }
      const std::string entity = name();
      expect(";");
      if (!entities.contains(entity)) fail("an unknown entity");
      found += entities.at(entity);
    }
    return found;
  }
  Element element() {
    expect("<");
    Element found{name()};
    for (space(); !rest_.starts_with('>') && !rest_.starts_with('/'); space()) {
      const std::string attribute = name();
      expect("=\"");
      if (!found.attributes.emplace(attribute, text("\"<")).second) fail("an attribute twice");
      expect("\"");
    }
    if (rest_.starts_with('/')) {
      expect("/>");
      return found;
    }
    expect(">");
    for (;;) {
      found.text += text("<");
      if (rest_.starts_with("</")) break;
      found.children.push_back(element());
    }
    expect("</" + found.name + ">");
    return found;
  }

  std::string_view rest_;
};

inline Element read_xml(std::string_view document) { return XmlReader(document).document(); }

}  // namespace ansatz::test
