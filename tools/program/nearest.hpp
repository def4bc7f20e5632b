// "; did you mean `run`?" after a message about a word that is not known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ansatz/dsl/suggest.hpp"

namespace ansatz::cli {

/// Nothing when no known word is near.
inline std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  auto question = dsl::did_you_mean(word, known);
  return question.empty() ? question : "; " + question;
}

}  // namespace ansatz::cli
