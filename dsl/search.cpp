#include "ansatz/dsl/search.hpp"

#include <fmt/core.h>

#include "ansatz/dsl/compile.hpp"

namespace ansatz::dsl {

std::string activation_name(const std::string& text) {
  std::string name = "act";
  for (int i = 2; text.find(name) != std::string::npos; ++i) name = fmt::format("act{}", i);
  return name;
}

Compilation compile_with_activation(const std::filesystem::path& file, const std::string& text,
                                    const std::string& definitions, const std::string& formula,
                                    const std::vector<Override>& overrides, const FileAccess& access) {
  const std::string name = activation_name(text + definitions);
  std::vector<Override> all = overrides;
  all.push_back({"network.activation", name});
  return compile_text(file.filename().string(), fmt::format("{}\n{}let {}(z) = {}\n", text, definitions, name, formula),
                      file.parent_path(), all, access);
}

}  // namespace ansatz::dsl
