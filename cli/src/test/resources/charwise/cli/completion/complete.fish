# Prints what fish would offer. Arguments: the completion script, a line to complete at its end.
source $argv[1]
complete -C $argv[2] | string match -r '^[^\t]*'; true
