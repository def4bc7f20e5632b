// A published work that a method comes from. It stands with the method, and there alone: the reference, `ansatz doc`
// and the page of a run read it there. Which ones a problem uses: citations.hpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace ansatz {

/// Texts are UTF-8. `authors` has " and " between each two, given names first, as BibTeX reads it; `venue` is where it
/// appeared: a journal with its volume and pages, a conference, a number of arXiv.
struct Publication {
  std::string authors, title, venue;
  int year = 0;
  bool operator==(const Publication&) const = default;
};

/// `D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR, arXiv:1412.6980 (2015)`.
std::string cited(const Publication& work);
/// The names of families and the year: `Kingma, Ba 2015`.
std::string cited_briefly(const Publication& work);
/// An entry of a .bib file whose key is the first family and the year: `@misc{kingma2015, ...}`. Characters that TeX
/// reads as commands are escaped.
std::string bibtex(const Publication& work);

/// What a method does, in words, and the works that it comes from.
struct About {
  About(const char* what) : doc(what) {}             // NOLINT: words are all that most methods need
  About(std::string what) : doc(std::move(what)) {}  // NOLINT
  About(std::string what, std::vector<Publication> by) : doc(std::move(what)), sources(std::move(by)) {}

  std::string doc;
  std::vector<Publication> sources;
};

}  // namespace ansatz
