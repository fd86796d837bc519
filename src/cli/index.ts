import type { Command } from 'commander'

/** One file per command; each adds itself and imports what it runs only when it runs. */
export type AddCommand = (program: Command) => void

export const commands: readonly AddCommand[] = []
