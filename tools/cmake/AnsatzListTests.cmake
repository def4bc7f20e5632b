# Runs whenever a test program was linked, and writes what CTest reads: each doctest case of it as a test.
#
#   cmake -D program=... -D prefix=core -D tests=FILE -P AnsatzListTests.cmake
#
# Cases are run by their number, so that a name may hold anything: brackets, commas, semicolons, asterisks. For the
# same reason nothing here is a CMake list. Cases of the suite "long" get that label.

function(list_cases result)
  execute_process(COMMAND ${program} --list-test-cases ${ARGN} OUTPUT_VARIABLE output RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${program} cannot list its tests:\n${output}")
  endif()
  set(${result} "\n${output}" PARENT_SCOPE)
endfunction()

list_cases(cases)
list_cases(long_cases --test-suite=long)

set(script "")
set(number 0)
while(NOT cases STREQUAL "")
  string(FIND "${cases}" "\n" end)
  if(end EQUAL -1)
    break()
  endif()
  string(SUBSTRING "${cases}" 0 ${end} case)
  math(EXPR next "${end} + 1")
  string(SUBSTRING "${cases}" ${next} -1 cases)
  if(case STREQUAL "" OR case MATCHES "^(\\[doctest\\] |====)")
    continue()
  endif()
  math(EXPR number "${number} + 1")
  set(name "[=====[${prefix}/${case}]=====]")
  string(APPEND script "add_test(${name} [=====[${program}]=====] --first=${number} --last=${number} --minimal)\n")
  string(APPEND script "set_tests_properties(${name} PROPERTIES TIMEOUT 600")
  string(FIND "${long_cases}" "\n${case}\n" found)
  if(NOT found EQUAL -1)
    string(APPEND script " LABELS long")
  endif()
  string(APPEND script ")\n")
endwhile()
file(WRITE ${tests} "${script}")
