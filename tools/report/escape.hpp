// Texts of users within HTML: what comes out is text to a browser, whatever goes in.
#pragma once

#include <string>
#include <string_view>

namespace ansatz::report {

/// Between tags, or within the double or single quotes of an attribute.
std::string escape_html(std::string_view text);

/// The same of a message, in which names stand between backticks: they are <code>. A backtick alone stays one.
std::string escape_message(std::string_view text);

/// JSON within <script type="application/json">: the same JSON, without a character that could end the element or begin
/// a comment there. It only knows that `<` stands nowhere in JSON but in texts.
std::string escape_json(std::string_view json);

/// The path of a file from the folder of a page, as the address of a link within double quotes: always one of a file,
/// whatever its name begins with ("javascript:").
std::string escape_path(std::string_view path);

}  // namespace ansatz::report
