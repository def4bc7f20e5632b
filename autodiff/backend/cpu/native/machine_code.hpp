// Memory that holds machine code: written first, then executed, never both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace ansatz::ad::native {

class MachineCode {
 public:
  /// A copy of the code, ready to run; empty where the system does not allow it.
  explicit MachineCode(std::span<const std::uint8_t> code);
  ~MachineCode();
  MachineCode(const MachineCode&) = delete;
  MachineCode& operator=(const MachineCode&) = delete;

  /// The first byte of the copy, or null.
  const std::uint8_t* at() const { return at_; }

 private:
  std::uint8_t* at_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace ansatz::ad::native
