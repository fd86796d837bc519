import type { Command } from 'commander'
import type { latestLooks } from '../store/careers.ts'
import { act, count, exitCodes, type Opened, print, tellSample, withWorkspace } from './support.ts'

export const addBoards = (feeds: Command) => {
  feeds
    .command('boards')
    .description('say how far the search for job boards of accounts has come')
    .option('--json', 'print JSON')
    .action(act(({ json }: { json?: boolean }) => withWorkspace((opened) => boards(opened, json))))
  feeds
    .command('board')
    .description('look for an account’s job boards on its site, or watch the board or careers page at an address')
    .argument('<account>', 'its domain, name or id')
    .argument('[address]', 'of the board, or of the page where the jobs stand')
    .action(
      act((account: string, address: string | undefined) => withWorkspace((opened) => board(opened, account, address))),
    )
}

const shownLooks = 20

const boards = async ({ app }: Opened, json: boolean | undefined) => {
  const { boardCounts, latestLooks } = await import('../store/careers.ts')
  const { momentInWords } = await import('../pipeline/feed-words.ts')
  const counts = await boardCounts(app.db)
  const looks = await latestLooks(app.db, shownLooks)
  const head = `${count(counts.watched, 'board')} of ${count(counts.accounts, 'account')}; ${count(counts.looked, 'site')} looked at, ${counts.unread} of them could not be read`
  print(json, { ...counts, looks }, () => [head, ...looks.map((look) => lineOf(look, momentInWords))].join('\n'))
  return exitCodes.ok
}

type Look = Awaited<ReturnType<typeof latestLooks>>[number]

const lineOf = ({ name, careers }: Look, inWords: (at: number) => string): string =>
  `${name}: ${careers.lastAnswer ?? 'not looked at yet'}; next ${inWords(careers.nextLookAt)}`

const board = async (opened: Opened, words: string, address: string | undefined) => {
  const { app } = opened
  const [{ accountCalled }, { enterBoard, lookNow }] = await Promise.all([
    import('../pipeline/why.ts'),
    import('../pipeline/careers.ts'),
  ])
  tellSample(opened)
  const { id } = await accountCalled(app, words)
  const answer = await (address ? enterBoard(app, null, id, address) : lookNow(app, null, id))
  print(false, answer, () => answer)
  return exitCodes.ok
}
