// SHA-256 (FIPS 180-4): by which a browser knows the scripts of a page, and a reader the file that was run.
#pragma once

#include <string>

namespace ansatz::report {

/// 32 bytes.
std::string sha256(std::string text);
/// The same as 64 hexadecimal digits, as sha256sum prints them.
std::string sha256_digits(std::string text);

}  // namespace ansatz::report
