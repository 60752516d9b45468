/* oit-misbehave DEED [WHERE]: tries one deed and says whether it could. */
#include "tests/support/deeds.h"
#include <stdio.h>

int
main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    puts(deed_do(argv[1], argc > 2 ? argv[2] : ""));
    return 0;
}
