# What the action says to the log, the summary and the comment. Text that is not its own never becomes a command of the
# runner, nor markup of the comment.

trim() {
  local text=$1
  text=${text#"${text%%[![:space:]]*}"}
  printf '%s' "${text%"${text##*[![:space:]]}"}"
}

escape_data() {
  local text=$1
  text=${text//'%'/%25}
  text=${text//$'\r'/%0D}
  printf '%s' "${text//$'\n'/%0A}"
}

say_error() {
  echo "::error title=$1::$(escape_data "$2")"
}

say_warning() {
  echo "::warning title=$1::$(escape_data "$2")"
}

# Shows a file while the runner takes no commands.
show_quoted() {
  [[ -s $1 ]] || return 0
  local token
  token=scaleplan-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "::stop-commands::$token"
  cat "$1"
  echo
  echo "::$token::"
}

# A code block by indentation: nothing in it can end it.
write_broken() {
  printf '### ❌ scaleplan: %s\n\n' "$1"
  head -c 20000 "$2" | tr -d '\r' | sed 's/^/    /'
  echo
}
