# Writes a C file OUT that holds the bytes of the file IN as `const struct str NAME`.
file(READ ${IN} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR bytes "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," list "${hex}")
string(REGEX REPLACE "((0x..,){20})" "\\1\n    " list "${list}")
file(WRITE ${OUT} "/* Made from an asset by report/assets/embed.cmake. */
#include \"report/asset.h\"

static const char bytes[] = {
    ${list}
};

const struct str ${NAME} = {bytes, ${bytes}};
")
