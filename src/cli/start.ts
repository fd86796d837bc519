import type { AddCommand } from './index.ts'

export const addStart: AddCommand = (program) => {
  program
    .command('start')
    .description('start the server: the same as npm start')
    .action(async () => {
      await import('../main.ts')
    })
}
