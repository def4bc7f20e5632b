// A run, or several beside each other, as one HTML file that opens offline: what it is made of, as plain data, and the
// file.
//
// All texts are UTF-8 and are shown as they stand: nothing that a user named or wrote becomes markup or script. The
// page loads nothing and forbids itself to; links lead to files beside it, never elsewhere. How it looks and draws is
// in assets/, embedded at build time.
//
// Read next: page.cpp, then assets/page.js.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ansatz::report {

/// A statement of the problem as mathematics, in LaTeX for KaTeX 0.16; as dsl::TypesetLine.
struct Statement {
  std::string kind;  // "eq", "bc"
  std::string name;  // of a condition or of what is declared; may be empty
  std::string latex;
  std::string place;                          // LaTeX; where it holds; may be empty
  std::size_t first_line = 0, last_line = 0;  // of Report::source, from 1, that say it; 0: none does
};

struct Cell {
  Cell(std::string shown, std::string leads_to = {})  // NOLINT: a text is a cell
      : text(std::move(shown)), link(std::move(leads_to)) {}
  Cell(const char* shown) : text(shown) {}  // NOLINT

  std::string text;
  std::string link;  // the path of a file from the folder of the page; empty: it leads nowhere
};

/// Cells are aligned to the right in columns that hold numbers only.
struct Table {
  std::string title;
  std::vector<std::string> headings;
  std::vector<std::vector<Cell>> rows;  // each as long as headings
  std::string note{};                   // beneath it: how it is to be read
};

/// Something to draw.
struct Drawing {
  std::string heading;
  std::string caption;
  std::string json;  // of figures::figure_to_json; heading and caption stand in place of its title and caption
};

struct Section {
  std::string title;
  std::vector<Drawing> figures;
  std::vector<Table> tables;  // beneath the figures
};

struct Fact {
  std::string label, value;
};

struct FactGroup {
  std::string title;
  std::vector<Fact> facts;
};

struct Citation {
  std::string what;    // "adaptive activations": what the run used
  std::string text;    // the work to cite for it
  std::string bibtex;  // the same as an entry of a .bib file; may be empty
};

/// Parts that are empty are left out of the page, with their headings.
struct Report {
  std::string title;
  std::string subtitle;
  std::string verdict;  // a sentence: how it ended
  std::vector<Statement> statements;
  std::string source;  // the text of the problem's file
  std::vector<Section> sections;
  std::vector<FactGroup> facts;
  std::string facts_title = "Run";
  std::vector<Citation> citations;
};

/// The whole HTML file. Throws InternalFault where a row of a table is not as long as its headings.
std::string page(const Report& report);

}  // namespace ansatz::report
