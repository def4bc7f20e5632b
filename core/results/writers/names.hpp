// Names and texts of a problem where another format reads them: nothing that was written in a file may end a comment,
// or leave a folder. For XML: encoding/unicode.hpp.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace ansatz {

/// The rest of a line after `//` in C++: printable ASCII, others by their number, as in <U+03B1>.
std::string comment_text(std::string_view text);

/// A string literal of C++ with the same bytes.
std::string string_literal(std::string_view text);

/// A name of C++ like `text`, that is no keyword, not in `taken`, and is in it afterwards: `u_t + u*u_x` is u_t_u_u_x,
/// and u_t_u_u_x_2 where that is taken.
std::string identifier(std::string_view text, std::set<std::string>& taken);

/// A name of one file within an archive: no separators of folders, no control characters.
std::string member_name(std::string_view text);

}  // namespace ansatz
