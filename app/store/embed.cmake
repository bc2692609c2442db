# schema.sql as an array of bytes: cmake -DIN=schema.sql -DOUT=schema_sql.h -P embed.cmake
file(READ "${IN}" bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n    " bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE "${OUT}" "// Made from schema.sql.\nstatic const unsigned char SCHEMA_SQL[] = {\n    ${bytes}0x00};\n")
