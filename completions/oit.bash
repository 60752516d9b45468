# Completion of oit for bash.  Commands and options are asked of the program itself, so none can be lacking.

_oit_commands() {
    OIT_LANG=en oit --help 2>/dev/null | sed -n '/^Commands:/,/^Exit codes:/s/^  \([a-z][a-z]*\)  .*/\1/p'
}

_oit_options() {
    OIT_LANG=en oit "$1" --help 2>/dev/null | sed -n 's/^  \(-[a-z], \)\{0,1\}\(--[a-z][a-z-]*\).*/\2/p'
}

# What an option takes, as its help shows it: "--format text|csv|ics".
_oit_argument() {
    OIT_LANG=en oit "$1" --help 2>/dev/null | sed -n "s/^  \(-[a-z], \)\{0,1\}$2 \([^ ][^ ]*\)  .*/\2/p"
}

_oit_words() {
    local word
    COMPREPLY=()
    for word in $1; do
        [[ $word == "$current"* ]] && COMPREPLY+=("$word")
    done
}

_oit_files() {
    local IFS=$'\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen "$@" -- "$current"))
}

_oit() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= word argument
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $word == -* ]] || { command=$word; break; }
    done
    if [[ -z $command ]]; then
        _oit_words "$(_oit_commands) help --help --version"
        return
    fi
    if [[ $current == -* ]]; then
        _oit_words "$(_oit_options "$command")"
        return
    fi
    argument=
    [[ $before == -* ]] && argument=$(_oit_argument "$command" "$before")
    case $argument in
    *'|'*) [[ $argument == [a-z]* ]] && _oit_words "${argument//|/ }" ;;
    DIR) _oit_files -d ;;
    FILE) _oit_files -f ;;
    '')
        case $command in
        help) _oit_words "$(_oit_commands)" ;;
        config) _oit_words "check" ;;
        draft)
            if [[ $before == draft ]]; then
                _oit_words "itas o42 o43 memo channels"
            else
                _oit_files -f
            fi
            ;;
        rules) _oit_words "list show check test diff" ;;
        scan) COMPREPLY=() ;;
        *) _oit_files -f ;;
        esac
        ;;
    *) COMPREPLY=() ;;
    esac
}

complete -F _oit oit
