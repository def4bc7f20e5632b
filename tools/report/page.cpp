// The parts of a page in their order. Texts go through escape.hpp on their way, all of them.
#include "report/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "report/assets.hpp"
#include "report/cells.hpp"
#include "report/escape.hpp"

namespace ansatz::report {
namespace {

/// What a browser is told to forbid: all but the scripts that are in the page by their hashes, its styles, and the
/// fonts and pictures within it. Nothing may be loaded from anywhere, or sent.
std::string security_policy() {
  std::string scripts;
  for (const assets::Script& script : assets::scripts) scripts += fmt::format(" '{}'", script.hash);
  return fmt::format(
      "default-src 'none'; script-src{}; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; "
      "form-action 'none'",
      scripts);
}

/// Text whose direction is its own, such as names in Arabic.
std::string element(std::string_view tag, std::string_view text, std::string_view attributes = "") {
  if (text.empty()) return "";
  return fmt::format("<{0}{1}{2} dir=\"auto\">{3}</{0}>\n", tag, attributes.empty() ? "" : " ", attributes,
                     escape_message(text));
}

std::string formula(std::string_view latex, std::string_view attributes) {
  return latex.empty() ? "" : fmt::format("<span {}>{}</span>", attributes, escape_html(latex));
}

/// A cell with a link to the first of its lines, which names all of them: "line 8", "lines 8-10".
std::string lines_cell(const Statement& statement) {
  if (statement.first_line == 0) return "<td class=\"lines\"></td>";
  const std::string text = statement.first_line == statement.last_line
                               ? fmt::format("line {}", statement.first_line)
                               : fmt::format("lines {}-{}", statement.first_line, statement.last_line);
  return fmt::format("<td class=\"lines\"><a href=\"#line-{}\">{}</a></td>", statement.first_line, text);
}

std::string statement_row(const Statement& statement, std::size_t number) {
  const bool named = !statement.name.empty() && statement.name != statement.kind;  // `bc` without a name is called so
  const std::string name = !named ? "" : fmt::format("<span>{}</span>", escape_html(statement.name));
  return fmt::format(
      "<tr id=\"statement-{}\" data-lines=\"{} {}\"><th scope=\"row\">{}{}</th>"
      "<td><div class=\"formula\">{}{}</div></td>{}</tr>\n",
      number, statement.first_line, statement.last_line, escape_html(statement.kind), name,
      formula(statement.latex, "class=\"latex\""), formula(statement.place, "class=\"latex place\""),
      lines_cell(statement));
}

/// The number of the first statement that a line says a part of, from 1; 0: none.
std::size_t statement_at(const std::vector<Statement>& statements, std::size_t line) {
  for (std::size_t k = 0; k < statements.size(); ++k)
    if (statements[k].first_line <= line && line <= statements[k].last_line) return k + 1;
  return 0;
}

/// Lines are numbered by the style, so that copying the text copies no numbers; one that says a statement links to it.
std::string numbered(const Report& report) {
  std::string out = "<pre class=\"source\" tabindex=\"0\" aria-label=\"text of the file\"><code>";
  std::string_view source = report.source;
  for (std::size_t number = 1; !source.empty(); ++number) {
    const std::size_t end = std::min(source.find('\n'), source.size());
    std::string_view line = source.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::string text = escape_html(line);
    if (const std::size_t statement = statement_at(report.statements, number); statement != 0)
      text = fmt::format("<a href=\"#statement-{}\">{}</a>", statement, text);
    out += fmt::format("<span id=\"line-{}\">{}</span>", number, text);
    source.remove_prefix(std::min(end + 1, source.size()));
  }
  return out + "</code></pre>\n";
}

std::string problem(const Report& report) {
  std::string out = "<div class=\"problem\">\n";
  if (!report.statements.empty()) {
    out += "<div><table class=\"statements\">\n";
    std::size_t number = 0;
    for (const Statement& statement : report.statements) out += statement_row(statement, ++number);
    out += "</table></div>\n";
  }
  if (!report.source.empty()) out += numbered(report);
  return out + "</div>\n";
}

std::string content(const Cell& cell) {
  const std::string text = escape_message(cell.text);
  return cell.link.empty() ? text : fmt::format("<a href=\"{}\">{}</a>", escape_path(cell.link), text);
}

std::string table(const Table& table) {
  std::vector<std::string_view> classes(table.headings.size());
  for (std::size_t column = 0; column < classes.size(); ++column)
    if (holds_numbers(table, column)) classes[column] = " class=\"number\"";
  const auto row_of = [&](const std::vector<Cell>& cells, std::string_view tag) {
    std::string row = "<tr>";
    for (std::size_t column = 0; column < cells.size(); ++column)
      row += fmt::format("<{0}{1}>{2}</{0}>", tag, classes[column], content(cells[column]));
    return row + "</tr>\n";
  };
  // How many columns there are decides how small a table is set on paper.
  std::string out =
      fmt::format("<div class=\"table\" tabindex=\"0\" style=\"--columns: {}\"><table>\n", table.headings.size()) +
      element("caption", table.title);
  out += "<thead>" + row_of({table.headings.begin(), table.headings.end()}, "th") + "</thead>\n<tbody>\n";
  for (const auto& row : table.rows) out += row_of(row, "td");
  return out + "</tbody></table></div>\n" + element("p", table.note, "class=\"note\"");
}

std::string figure(const Drawing& drawing, std::size_t number) {
  return fmt::format(
      "<figure id=\"figure-{0}\">\n{1}<div class=\"panels\"></div>\n<figcaption>{2}</figcaption>\n"
      "<script type=\"application/json\">{3}</script>\n</figure>\n",
      number, element("h3", drawing.heading), element("span", drawing.caption), escape_json(drawing.json));
}

std::string facts(const std::vector<FactGroup>& groups) {
  std::string out = "<div class=\"facts\">\n";
  for (const FactGroup& group : groups) {
    out += "<div>" + element("h3", group.title) + "<dl>\n";
    for (const Fact& fact : group.facts)
      out += fmt::format("<dt>{}</dt><dd dir=\"auto\">{}</dd>\n", escape_html(fact.label), escape_html(fact.value));
    out += "</dl></div>\n";
  }
  return out + "</div>\n";
}

std::string citations(const std::vector<Citation>& works) {
  std::string out = "<ul class=\"citations\">\n", entries;
  for (const Citation& work : works) {
    out += fmt::format("<li><b>{}</b>{}</li>\n", escape_html(work.what), escape_html(work.text));
    entries += work.bibtex;
  }
  out += "</ul>\n";
  if (entries.empty()) return out;
  return out +
         fmt::format("<details class=\"bibtex\"><summary>as BibTeX</summary><pre tabindex=\"0\">{}</pre></details>\n",
                     escape_html(entries));
}

/// The parts of a page one after another, and the links to them.
class Body {
 public:
  void part(std::string_view title, std::string_view content) {
    const std::string text = escape_html(title);
    links_ += fmt::format("<a href=\"#part-{}\">{}</a>\n", ++parts_, text);
    content_ += fmt::format("<section id=\"part-{}\">\n<h2>{}</h2>\n{}</section>\n", parts_, text, content);
  }

  void section(const Section& section) {
    std::string content;
    if (!section.figures.empty()) {
      content += "<div class=\"figures\">\n";
      for (const Drawing& drawing : section.figures) content += figure(drawing, ++figures_);
      content += "</div>\n";
    }
    for (const Table& part : section.tables) content += table(part);
    if (!content.empty()) part(section.title, content);
  }

  const std::string& links() const { return links_; }
  const std::string& content() const { return content_; }

 private:
  std::string links_, content_;
  std::size_t parts_ = 0, figures_ = 0;
};

Body body_of(const Report& report) {
  Body body;
  if (!report.statements.empty() || !report.source.empty()) body.part("Problem", problem(report));
  for (const Section& section : report.sections) body.section(section);
  if (!report.facts.empty()) body.part(report.facts_title, facts(report.facts));
  if (!report.citations.empty()) body.part("To cite", citations(report.citations));
  return body;
}

}  // namespace

std::string page(const Report& report) {
  const Body body = body_of(report);
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
      "<style>{}</style>\n</head>\n<body>\n",
      security_policy(), escape_html(report.title), assets::style);
  out += "<header>\n" + element("h1", report.title) + element("p", report.subtitle, "class=\"subtitle\"") +
         element("p", report.verdict, "class=\"verdict\"");
  out += "<button type=\"button\" class=\"theme\">light / dark</button>\n";
  out += fmt::format("<nav aria-label=\"parts of the page\">\n{}</nav>\n</header>\n", body.links());
  out += "<noscript><p>Figures and formulas are drawn by JavaScript, which is off.</p></noscript>\n";
  out += fmt::format("<main>\n{}</main>\n", body.content());
  out += fmt::format(
      "<footer><details class=\"licences\"><summary>This page holds D3 and KaTeX; their licences</summary>"
      "<pre>{}</pre></details></footer>\n",
      escape_html(assets::licences));
  for (const assets::Script& script : assets::scripts) out += fmt::format("<script>{}</script>\n", script.text);
  return out + "</body>\n</html>\n";
}

}  // namespace ansatz::report
