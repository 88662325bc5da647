import { examples } from '../help';
import type { Verb } from '../verb';

/** The verbs about the shell that the program is called from. */
export const SHELL_VERBS: readonly Verb[] = [
  {
    name: 'completion',
    summary: 'a script that completes commands, flags and names in bash, zsh, fish or PowerShell',
    flags: [],
    words: ['[shell]', 'bash, zsh, fish or powershell'],
    help: `
Put its line into the file that your shell starts with:
  ~/.bashrc                   eval "$(scaleplan completion bash)"
  ~/.zshrc, behind compinit   eval "$(scaleplan completion zsh)"
  ~/.config/fish/config.fish  scaleplan completion fish | source
  $PROFILE of PowerShell      scaleplan completion powershell |
                                Out-String | Invoke-Expression
${examples('completion bash')}`,
    run: async (words) => (await import('../../commands/completion')).completion(words),
  },
  {
    name: 'complete',
    summary: 'what can stand at the last of these words, for the scripts of completion',
    flags: [],
    words: ['[words...]', 'the words behind the name of the program'],
    help: '',
    isHidden: true,
    run: async (words) => (await import('../../commands/completion')).complete(words),
  },
];
