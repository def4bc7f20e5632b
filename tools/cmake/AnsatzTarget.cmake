# What every target of this project has in common: language level, warnings, the include folder.
#
#   ansatz_library(core SOURCES ... PUBLIC ... PRIVATE ... HEADERS ...)
#       makes the library ansatz_core with the alias ansatz::core. PRIVATE libraries are needed again when a
#       program is linked against an installed copy; HEADERS are libraries of headers only, needed never again.
#   ansatz_test(core SOURCES ... LIBRARIES ...)
#       makes the program test_core; each of its doctest cases is a test "core/..." of CTest. Cases in a
#       suite named "long" run only when asked for: `tools/test --long`. Tests are compiled with less optimisation
#       than what they test: half of a build is theirs.
#   ansatz_precompile(target)
#       reads the headers of the system that most files include once for all files of the target, where
#       ANSATZ_PRECOMPILED_HEADERS says so.

add_library(ansatz_options INTERFACE)
target_compile_features(ansatz_options INTERFACE cxx_std_20)
target_compile_options(ansatz_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow
  $<$<CXX_COMPILER_ID:GNU>:-Wno-psabi>
  # False alarms on every "text" + string: gcc.gnu.org/PR105651.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  $<$<BOOL:${ANSATZ_WARNINGS_AS_ERRORS}>:-Werror>)

function(ansatz_precompile target)
  if(ANSATZ_PRECOMPILED_HEADERS)
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <charconv> <cmath> <cstddef> <cstdint> <filesystem>
      <fstream> <functional> <limits> <map> <memory> <numeric> <optional> <set> <span> <sstream> <string> <string_view>
      <utility> <variant> <vector>)
  endif()
endfunction()

function(ansatz_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE;HEADERS" ${ARGN})
  add_library(ansatz_${name} STATIC ${arg_SOURCES})
  add_library(ansatz::${name} ALIAS ansatz_${name})
  set_target_properties(ansatz_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON CXX_EXTENSIONS OFF)
  target_compile_features(ansatz_${name} PUBLIC cxx_std_20)
  target_include_directories(ansatz_${name}
    PUBLIC $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>
    PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(ansatz_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  foreach(library IN LISTS arg_HEADERS ITEMS ansatz_options)
    target_link_libraries(ansatz_${name} PRIVATE $<BUILD_INTERFACE:${library}>)
  endforeach()
  ansatz_precompile(ansatz_${name})
endfunction()

function(ansatz_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES} ${PROJECT_SOURCE_DIR}/tests/main.cpp)
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(test_${name} PRIVATE ${arg_LIBRARIES} doctest::doctest ansatz_options)
  target_compile_definitions(test_${name} PRIVATE ANSATZ_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_compile_options(test_${name} PRIVATE $<IF:$<CONFIG:Release>,-O1,-O0>)
  ansatz_precompile(test_${name})
  set(tests ${CMAKE_CURRENT_BINARY_DIR}/${name}_tests.cmake)
  add_custom_command(TARGET test_${name} POST_BUILD VERBATIM BYPRODUCTS ${tests}
    COMMAND ${CMAKE_COMMAND} -D program=$<TARGET_FILE:test_${name}> -D prefix=${name} -D tests=${tests}
      -P ${PROJECT_SOURCE_DIR}/tools/cmake/AnsatzListTests.cmake)
  set(include ${CMAKE_CURRENT_BINARY_DIR}/${name}_include.cmake)
  file(CONFIGURE OUTPUT ${include} @ONLY CONTENT [[
if(EXISTS "@tests@")
  include("@tests@")
else()
  add_test("@name@/not built" "test_@name@ was not built")
endif()
]])
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${include})
endfunction()
