# Prints what zsh would offer: types a line into an interactive one and presses Tab.
# Arguments: the completion script, a line to complete at its end.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "autoload -Uz compinit; compinit -D -u; source ${(q)1}; PS1= RPS1= "
# Whatever is offered passes through compadd. The marks are quoted apart, for the shell echoes this.
zpty -w shell '
compadd() {
  if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
    typeset -a offered
    builtin compadd -A offered "$@"
    for word in $offered; do print -r -- "<$word>"; done
  fi
  builtin compadd "$@"
}
bindkey "^I" complete-word
zstyle ":completion:*" insert-tab false
finished() { print -r -- fin""ished; exit }
comppostfuncs=(finished)
print rea""dy'
zpty -r shell reply $'*ready\r\n*'
zpty -w -n shell "$2"$'\t'
while zpty -r shell reply; do
  print -rn -- "$reply"
  [[ $reply != *finished* ]] || break
done | sed -n 's/.*<\(.*\)>.*/\1/p'
zpty -d shell
