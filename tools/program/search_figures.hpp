// Figures of a search's page: curves of the best functions, its course beside what chance finds, the plane that a
// surrogate sees functions in.
#pragma once

#include <vector>

#include "report/page.hpp"
#include "search_results.hpp"

namespace ansatz::cli {

std::vector<report::Section> search_figures(const SearchResults& results, const Ranking& ranking);

}  // namespace ansatz::cli
