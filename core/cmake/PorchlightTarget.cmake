# porchlight_library(core_geo SOURCES a.cc TESTS a_test.cc LINKS core_base)
# One static library and, beside it, one Catch2 program whose cases ctest lists, both with the project's warnings.
add_library(porchlight_warnings INTERFACE)
target_compile_options(porchlight_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)

function(porchlight_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;TESTS;LINKS;TEST_LINKS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE porchlight_warnings)
  if(ARG_TESTS)
    porchlight_test(${name}_test SOURCES ${ARG_TESTS} LINKS ${name} ${ARG_TEST_LINKS})
  endif()
endfunction()

# A test program. PORCHLIGHT_SOURCE_DIR tells it where data/ lies.
function(porchlight_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} core_test_main porchlight_warnings porchlight_rapidcheck)
  target_compile_definitions(${name} PRIVATE PORCHLIGHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    PORCHLIGHT_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
  if(ARG_LABELS)
    catch_discover_tests(${name} PROPERTIES LABELS "${ARG_LABELS}" DISCOVERY_MODE PRE_TEST)
  else()
    catch_discover_tests(${name} DISCOVERY_MODE PRE_TEST)
  endif()
endfunction()
