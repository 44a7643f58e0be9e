# cmake -DOUTPUT=x.cc -DFOLDER=data/migrations/sqlite -DFUNCTION=sqlite_migrations -P embed_migrations.cmake
# Turns NNNN_name.sql, in order, into a table of strings, so that a program needs no file at run time.
file(GLOB files ${FOLDER}/*.sql)
list(SORT files)
set(rows "")
set(expected 1)
foreach(file ${files})
  get_filename_component(name ${file} NAME)
  if(NOT name MATCHES "^([0-9][0-9][0-9][0-9])_")
    message(FATAL_ERROR "${name}: a migration is named NNNN_name.sql")
  endif()
  math(EXPR number "1${CMAKE_MATCH_1} - 10000")
  if(NOT number EQUAL expected)
    message(FATAL_ERROR "${name}: migrations are numbered without gaps, ${expected} comes next")
  endif()
  math(EXPR expected "${expected} + 1")
  file(READ ${file} text)
  string(APPEND rows "    {${number}, R\"sql(${text})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT}
  "#include \"core/store/migrations.h\"\n\nnamespace porchlight {\n\n"
  "const std::vector<Migration>& ${FUNCTION}() {\n"
  "    static const std::vector<Migration> all = {\n${rows}    };\n    return all;\n}\n\n"
  "}  // namespace porchlight\n")
