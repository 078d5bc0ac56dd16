#!/bin/sh
# Kills a training run with SIGKILL again and again at random moments, resumes it each time, and
# compares what it comes to with the same run left alone. After each kill the model and the
# checkpoint must be whole or not there yet. Usage: kill-loop.sh [KILLS [SEED [TASK]]], with TASK one
# of language, classify, tag and transduce.
set -u

kills=${1:-50}
seed=${2:-1}
task=${3:-language}
charwise=$(CDPATH='' cd -- "$(dirname "$0")/../../.." && pwd)/charwise
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1

# The run, to be started as a process of its own that can be killed.
case $task in
  language) set -- macbeth --hidden 32 --steps 3000 ;;
  classify)
    {
      "$charwise" corpora show macbeth | sed -n 's/^\([^\t]\{20,\}\)$/\1\tplay/p'
      "$charwise" corpora make addition --size 50000 | sed -n 's/^\(.*\)\t.*$/\1\tsum/p'
    } >pairs.tsv
    set -- pairs.tsv --hidden 16 --steps 1500 --ngrams off
    ;;
  tag) set -- macbeth --restore case --hidden 16 --steps 400 ;;
  transduce) set -- reverse:20000:1:3-8 --hidden 16 --steps 600 ;;
  *) echo "kill-loop: no such task: $task" >&2; exit 2 ;;
esac
set -- "$charwise" train "$@" --checkpoint-every 25 --threads 2 -q --json
[ "$task" = language ] || set -- "$@" --task "$task"

hash_of() {
  sed -n 's/.*"sha256":"\([0-9a-f]*\)".*/\1/p' "$1"
}

fail() {
  echo "kill-loop: $1" >&2
  exit 1
}

"$@" -o straight >straight.json || fail 'the run left alone failed'
expected=$(hash_of straight.json)

killed=0
completed=0
while [ "$killed" -lt "$kills" ]; do
  "$@" --resume -o model >model.json 2>errors &
  process=$!
  # Between half a second and two and a half, the same at every call with the same seed.
  sleep "$(awk -v seed="$seed" -v n="$((killed + completed))" \
    'BEGIN { srand(seed * 1000 + n); printf "%.2f", 0.5 + 2 * rand() }')"
  kill -KILL "$process" 2>/dev/null
  wait "$process" 2>/dev/null
  status=$?
  case $status in
    137)
      killed=$((killed + 1))
      if [ -e model ]; then
        "$charwise" inspect model --json >/dev/null || fail "no whole model after kill $killed"
      fi
      ;;
    0)
      completed=$((completed + 1))
      [ "$(hash_of model.json)" = "$expected" ] || fail "another hash after kill $killed"
      [ ! -e model.checkpoint ] || fail 'a checkpoint is left after a completed run'
      ;;
    *)
      cat errors >&2
      fail "status $status after kill $killed"
      ;;
  esac
done

"$@" --resume -o model >model.json || fail "the run could not go on after $killed kills"
[ "$(hash_of model.json)" = "$expected" ] || fail "another hash after $killed kills"
echo "$task: $killed kills, $((completed + 1)) runs completed, all with sha256 $expected"
