# Prints what bash would offer. Arguments: the completion script, a line to complete at its end.
source "$1"
read -ra COMP_WORDS <<<"${2//=/ = }"
[[ $2 != *[\ =] ]] || COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_charwise
printf '%s\n' "${COMPREPLY[@]}"
