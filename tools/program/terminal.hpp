// Where words go: results to standard output, everything else to standard error.
//
// A result that could not be written is a failure (disk full) and is thrown, a reader that has gone, as in
// `ansatz doc | head -1`, as one of its own; a message that could not be written has nobody to be told to.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "loss_curve.hpp"

namespace ansatz::cli {

/// Standard output leads to nobody any more. Thrown by what writes there.
struct ReaderGone {};

/// Call first. Streams that were closed by the caller are opened on /dev/null, so that no file of ours gets
/// their number; a reader of our output that goes away, or a file that may not grow, is an error to handle,
/// not a signal that kills.
void secure_standard_streams();

/// A result, to standard output. Throws WorldFailure when it cannot be written.
void print(std::string_view text);
/// Makes sure that everything printed has arrived. Throws WorldFailure when it has not.
void finish_output();
/// A message, to standard error.
void report(std::string_view text);

/// Whether people look at standard error: a terminal, and one that knows more than to print.
bool errors_on_terminal();
/// Whether messages may be coloured there (NO_COLOR unset).
bool errors_in_colour();
/// Of the terminal of standard error as it is now, at least 1 x 1; 80 x 24 where unknown.
struct TerminalSize {
  std::size_t columns = 80, rows = 24;
};
TerminalSize terminal_size();
/// Of the terminal of standard output; without a limit where it leads elsewhere.
std::size_t output_columns();
/// What can be drawn there: braille unless the locale names a character set that is not UTF-8, or the terminal is the
/// console of Linux, whose fonts have none.
Glyphs terminal_glyphs();
/// Columns that a text takes: characters, not bytes. Names of the language have no wide and no combining ones.
std::size_t display_columns(std::string_view text);

/// The text with its control characters written out, so that a name cannot command the terminal.
std::string printable(std::string_view text);

}  // namespace ansatz::cli
