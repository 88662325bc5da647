/** The shells that can complete the program's words. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

export type Shell = (typeof SHELLS)[number];

// Every script asks `scaleplan complete -- WORDS` and only reads what comes back: nothing in it is evaluated.

const BASH = `# Completion of scaleplan for bash. In ~/.bashrc: eval "$(scaleplan completion bash)"
_scaleplan() {
    local line=\${COMP_LINE:0:COMP_POINT} program=\${1/#\\~\\//$HOME/}
    local word space reply kind length mark i
    local words=() count=0
    COMPREPLY=()
    # Bash takes words apart at = : and @; what no space stands between is one word.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=\${COMP_WORDS[i]}
        space=\${line%%[![:space:]]*}
        line=\${line#"$space"}
        if ((i == COMP_CWORD)); then word=$line; fi
        line=\${line#"$word"}
        if ((count > 0)) && [[ -z $space ]]; then
            words[count - 1]+=$word
        else
            words[count]=$word
            count=$((count + 1))
        fi
    done
    reply=$("$program" complete -- "\${words[@]:1}" 2>/dev/null </dev/null) || return 0
    {
        read -r kind length
        while IFS=$'\\t' read -r word space; do
            # What is typed stays as it is; the rest of the word goes behind it.
            COMPREPLY+=("$2\${word:1+length}")
            mark=\${word:0:1}
        done
    } <<<"$reply"
    if ((\${#COMPREPLY[@]} == 1)) && [[ $mark == + ]]; then compopt -o nospace 2>/dev/null; fi
    if [[ $kind == none ]]; then compopt +o default +o bashdefault 2>/dev/null; fi
    return 0
}
complete -o bashdefault -o default -F _scaleplan scaleplan
`;

const ZSH = `#compdef scaleplan
# Completion of scaleplan for zsh. In ~/.zshrc, behind compinit: eval "$(scaleplan completion zsh)"
_scaleplan() {
    local program=\${\${(Q)words[1]}/#\\~\\//$HOME/} line kind text shown found=1
    local -a reply ended ended_shown open open_shown
    reply=("\${(@f)$("$program" complete -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)}")
    kind=\${reply[1]%% *}
    for line in "\${(@)reply[2,-1]}"; do
        text=\${\${line%%$'\\t'*}[2,-1]}
        shown=\${line#*$'\\t'}
        shown=$text\${shown:+  -- $shown}
        if [[ $line == +* ]]; then
            open+=("$text")
            open_shown+=("$shown")
        else
            ended+=("$text")
            ended_shown+=("$shown")
        fi
    done
    if (( $#ended )); then compadd -l -d ended_shown -a ended && found=0; fi
    if (( $#open )); then compadd -S '' -l -d open_shown -a open && found=0; fi
    if [[ $kind == files ]]; then
        compset -P '--[a-z-]##='
        _files && found=0
    fi
    return found
}
if [[ \${funcstack[1]} == _scaleplan ]]; then
    _scaleplan "$@"
elif (( $+functions[compdef] )); then
    compdef _scaleplan scaleplan
fi
`;

const FISH = `# Completion of scaleplan for fish. In ~/.config/fish/config.fish: scaleplan completion fish | source
function __scaleplan_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    set -l reply ($program complete -- $words "$typed" 2>/dev/null </dev/null)
    for line in $reply[2..-1]
        string sub -s 2 -- $line
    end
    if string match -q 'files *' -- $reply[1]
        set -l flag (string match -r -- '^--[a-z-]+=' "$typed")
        for path in (__fish_complete_path (string replace -r -- '^--[a-z-]+=' '' "$typed"))
            echo "$flag$path"
        end
    end
end
complete -c scaleplan -f -a '(__scaleplan_complete)'
`;

const POWERSHELL = `# Completion of scaleplan for PowerShell. In $PROFILE: scaleplan completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName scaleplan -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $elements = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition })
    $program = $elements[0].Extent.Text
    $words = @($elements | Select-Object -Skip 1 | ForEach-Object {
        $length = [Math]::Min($_.Extent.Text.Length, $cursorPosition - $_.Extent.StartOffset)
        $_.Extent.Text.Substring(0, $length)
    })
    # An empty word is written as quotes, which the program takes off: some versions drop it otherwise.
    if ($wordToComplete -eq '') { $words += '""' }
    $reply = @(& $program complete -- $words 2>$null)
    if ($reply.Count -lt 2) { return }
    $typed = [int]($reply[0] -split ' ')[1]
    foreach ($line in $reply[1..($reply.Count - 1)]) {
        $word, $about = $line.Substring(1) -split "\`t", 2
        if (-not $about) { $about = $word }
        $text = $wordToComplete + $word.Substring($typed)
        [System.Management.Automation.CompletionResult]::new($text, $word, 'ParameterValue', $about)
    }
}
`;

/** The script of each shell. */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
  powershell: POWERSHELL,
};
