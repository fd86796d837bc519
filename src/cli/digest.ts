import type { Mail } from '../pipeline/digest.ts'
import type { User } from '../store/users.ts'
import type { AddCommand } from './index.ts'
import {
  act,
  day as dayOption,
  type ExitCode,
  exitCodes,
  type Opened,
  print,
  userNamed,
  withWorkspace,
} from './support.ts'

type Options = { user?: string; day?: string; send?: boolean; json?: boolean }

export const addDigest: AddCommand = (program) => {
  program
    .command('digest')
    .description("print everybody's morning mail, or one person's; with --send, mail what is due and not mailed yet")
    .option('--user <email>', 'only this person')
    .option('--day <day>', "another of the person's local days", dayOption)
    .option('--send', 'mail what is due and not mailed yet; with --user, that one now; never twice')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  daybreak digest --user ana@example.com\n  daybreak digest --send')
    .action(
      act((options: Options) =>
        withWorkspace((opened) => (options.send ? mail(opened, options) : show(opened, options))),
      ),
    )
}

const show = async (opened: Opened, { user, day, json }: Options): Promise<ExitCode> => {
  const [{ previewDigest }, { allUsers }, { localDay }] = await Promise.all([
    import('../pipeline/digest.ts'),
    import('../store/users.ts'),
    import('../core/day.ts'),
  ])
  const { app } = opened
  const people = user ? [await userNamed(opened, user)] : (await allUsers(app.db)).filter(({ active }) => active)
  const mails: ({ to: string; day: string } & Mail)[] = []
  for (const { id, email, timeZone } of people) {
    const theirDay = day ?? localDay(app.now(), timeZone)
    mails.push({ to: email, day: theirDay, ...(await previewDigest(app, id, theirDay)) })
  }
  print(json, mails, () =>
    mails.map(({ to, subject, text }) => `To: ${to}\nSubject: ${subject}\n\n${text}`).join(`\n${'-'.repeat(72)}\n\n`),
  )
  return exitCodes.ok
}

const mail = async (opened: Opened, { user, day, json }: Options): Promise<ExitCode> => {
  const [{ digest, sendNotices, writeDigest }, { localDay }] = await Promise.all([
    import('../pipeline/digest.ts'),
    import('../core/day.ts'),
  ])
  const { app } = opened
  const counts = user ? await one(await userNamed(opened, user)) : await digest.run(app)
  print(json, counts, () => `${counts.written} written, ${counts.sent} sent, ${counts.unsent} could not be sent`)
  return counts.unsent === 0 ? exitCodes.ok : exitCodes.partly

  async function one(person: User) {
    const written = Number(await writeDigest(app, person, day ?? localDay(app.now(), person.timeZone)))
    return { written, ...(await sendNotices(app)) }
  }
}
