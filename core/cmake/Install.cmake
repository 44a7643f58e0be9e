# `cmake --install` and, by CPack, the Debian package. The page (web/dist), its sounds and the gazetteer are built by scripts;
# where they are absent they are left out, and so says scripts/make-package.
include(GNUInstallDirs)
set(share ${CMAKE_INSTALL_DATADIR}/porchlight)
set(debian ${CMAKE_SOURCE_DIR}/deploy/debian)

install(TARGETS searchd indexer RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY data/ DESTINATION ${share}
  PATTERN migrations EXCLUDE PATTERN sample EXCLUDE PATTERN openapi EXCLUDE PATTERN "*.mjs" EXCLUDE PATTERN "package*.json" EXCLUDE PATTERN node_modules EXCLUDE)
install(DIRECTORY web/dist/ DESTINATION ${share}/web OPTIONAL)
install(FILES ${CMAKE_SOURCE_DIR}/build/gazetteer/places.tsv DESTINATION ${share}/gazetteer OPTIONAL)
install(FILES LICENSE NOTICE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY deploy/nginx deploy/cluster DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md" PATTERN screens EXCLUDE)
install(FILES ${debian}/porchlight-searchd.service ${debian}/porchlight-follower.service
  ${debian}/porchlight-pull@.service ${debian}/porchlight-pull@.timer
  ${debian}/porchlight-backup.service ${debian}/porchlight-backup.timer DESTINATION lib/systemd/system)
# /etc beside a prefix /usr, as Debian has it; else below the prefix.
install(CODE "
  set(etc \"\${CMAKE_INSTALL_PREFIX}/etc\")
  if(CMAKE_INSTALL_PREFIX MATCHES \"/usr\$\")
    set(etc \"\${CMAKE_INSTALL_PREFIX}/../etc\")
  endif()
  file(INSTALL ${debian}/porchlight.toml DESTINATION \"\${etc}/porchlight\")")

# Manual pages are what --help says, so that no option in them is one that there isn't.
find_program(HELP2MAN help2man)
if(HELP2MAN)
  set(pages "")
  function(manual_page page title program)
    set(out ${CMAKE_BINARY_DIR}/man/${page}.1)
    add_custom_command(OUTPUT ${out}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/man
      COMMAND env LC_ALL=C.UTF-8 PORCHLIGHT_CONFIG= ${HELP2MAN} --no-info --no-discard-stderr --name ${title} --version-string ${PROJECT_VERSION}
        --manual Porchlight --source "Porchlight ${PROJECT_VERSION}" --output ${out} "$<TARGET_FILE:${program}>${ARGN}"
      DEPENDS ${program} VERBATIM)
    set(pages ${pages} ${out} PARENT_SCOPE)
  endfunction()
  manual_page(searchd "answers questions about the directory over HTTP" searchd)
  manual_page(indexer "keeps a directory: what is in it, and its index" indexer)
  foreach(command import rebuild follow check export pull sources reports gaps remind duplicates audit backup restore)
    manual_page(indexer-${command} "indexer's ${command}" indexer " ${command}")
  endforeach()
  add_custom_target(manual DEPENDS ${pages})
  install(DIRECTORY ${CMAKE_BINARY_DIR}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN "*.1")
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME porchlight)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "directory of services: which doors are open and right to knock on")
set(CPACK_PACKAGE_CONTACT "Porchlight <porchlight@example.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "nginx-light, age")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "xapian-tools")
# Both have programs of these names.
set(CPACK_DEBIAN_PACKAGE_CONFLICTS "sphinxsearch")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${debian}/postinst ${debian}/prerm ${debian}/postrm ${debian}/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
configure_file(${CMAKE_CURRENT_LIST_DIR}/PackageDepends.cmake.in ${CMAKE_BINARY_DIR}/PackageDepends.cmake.in @ONLY)
file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/PackageDepends.cmake INPUT ${CMAKE_BINARY_DIR}/PackageDepends.cmake.in)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_BINARY_DIR}/PackageDepends.cmake)
include(CPack)
