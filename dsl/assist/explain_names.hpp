// What a name says, as Markdown: one that the text declares, and one that the language makes of such.
#pragma once

#include <string>

#include "ansatz/dsl/reading.hpp"
#include "assist/facts.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {

/// A declaration as it stands, what it comes to, and what is written above it.
std::string explained_name(const Reading& reading, std::size_t named);
/// A derivative, a function, a constant.
std::string explained_word(const Model& model, const std::string& name, const NameReading& reading);

Surroundings surroundings_of(const ConditionStatement& condition);
/// "one scalar equation of order 2, of `u_xx`"; empty where it is wrong.
std::string what_it_comes_to(const Model& model, const ConditionStatement& condition);

/// A piece of a text, cut where it is long.
std::string quoted(const std::string& text);

}  // namespace ansatz::dsl
