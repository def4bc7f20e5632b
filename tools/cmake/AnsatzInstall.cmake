# Installation: libraries, public headers, the program with its manual page and completions, and a package that `find_package(ansatz)` finds.
#
#   find_package(ansatz REQUIRED)
#   target_link_libraries(mine PRIVATE ansatz::core)     # or ansatz::autodiff, ansatz::dsl
#
# tests/consumer is a project that does just this, against an installed copy.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(libraries autodiff core dsl)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/ansatz)

foreach(library IN LISTS libraries)
  install(TARGETS ansatz_${library} EXPORT ansatzTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${library}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endforeach()
if(ANSATZ_BUILD_TOOLS)
  install(TARGETS ansatz RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  set(beside ${PROJECT_BINARY_DIR}/tools/beside)
  install(FILES ${beside}/ansatz.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${beside}/ansatz DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${beside}/_ansatz DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  install(FILES ${beside}/ansatz.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()

install(EXPORT ansatzTargets NAMESPACE ansatz:: DESTINATION ${package_folder})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/ansatzConfig.cmake.in ${PROJECT_BINARY_DIR}/ansatzConfig.cmake
  INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ansatzConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ansatzConfig.cmake ${PROJECT_BINARY_DIR}/ansatzConfigVersion.cmake
  DESTINATION ${package_folder})
