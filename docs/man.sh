#!/bin/sh
# The manual page from docs/oit.1.in and what the program itself says of its commands, options and exit codes:
#   docs/man.sh PATH-TO-OIT docs/oit.1.in > oit.1
set -eu
oit=$1 template=$2
export OIT_LANG=en
unset XDG_CONFIG_HOME

# Text that mdoc takes as text.
plain='function plain(s) { gsub(/\\/, "\\e", s); gsub(/-/, "\\-", s); if (s ~ /^[.'"'"']/) s = "\\\&" s; return s }'

commands() { "$oit" --help | sed -n '/^Commands:/,/^Exit codes:/s/^  \([a-z][a-z]*\)  .*/\1/p'; }

# Options of a command, without those of every command, which "version" has alone.
options() {
    "$oit" "$1" --help | awk -v common="$2" "$plain"'
        BEGIN { n = split(common, c, " "); for (i = 1; i <= n; i++) skip[c[i]] = 1; print ".Bl -tag -width Ds" }
        /^  (-[a-z], )?--/ {
            line = substr($0, 3); short = ""
            if (match(line, /^-[a-z], /)) { short = substr(line, 2, 1); line = substr(line, 5) }
            at = match(line, /  +/)
            name = substr(line, 3, at - 3); help = substr(line, at + RLENGTH); argument = ""
            if (match(name, / /)) { argument = substr(name, RSTART + 1); name = substr(name, 1, RSTART - 1) }
            if (name in skip) next
            printf ".It "
            if (short != "") printf "Fl %s , ", short
            printf "Fl \\-%s", plain(name)
            if (argument != "") printf " Ar %s", plain(argument)
            print ""; print plain(help)
        }
        END { print ".El" }' | awk '{ line[NR] = $0 } END { if (NR > 2) for (i = 1; i <= NR; i++) print line[i] }'
}

names() { "$oit" version --help | sed -n 's/^  \(-[a-z], \)\{0,1\}--\([a-z-]*\).*/\2/p' | tr '\n' ' '; }

describe() {
    common=$(names)
    for command in $(commands); do
        "$oit" "$command" --help | awk "$plain"'
            NR == 1 { print ".Ss " plain($0) }
            NR == 2 { print plain(toupper(substr($0, 1, 1)) substr($0, 2)) "." }'
        options "$command" "$common"
    done
}

exits() {
    echo ".Bl -tag -width Ds"
    "$oit" --help | awk "$plain"'
        /^Exit codes:/ { on = 1; next }
        on && /^  / { at = match(substr($0, 3), /  +/); print ".It " substr($0, 3, at - 1); print plain(substr($0, at + 2 + RLENGTH)) }'
    echo ".El"
}

while IFS= read -r line; do
    case $line in
    @COMMANDS@) describe ;;
    @COMMON@) options version "" ;;
    @EXITS@) exits ;;
    *) printf '%s\n' "$line" ;;
    esac
done <"$template"
