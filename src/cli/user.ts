import type { Role } from '../store/schema/index.ts'
import type { AddCommand } from './index.ts'
import {
  act,
  exitCodes,
  type Opened,
  print,
  tellSample,
  UsageError,
  userNamed,
  wholeNumber,
  withWorkspace,
} from './support.ts'

type Options = { name?: string; role?: string; zone?: string; capacity?: number; json?: boolean }

const roles: readonly Role[] = ['rep', 'manager', 'admin']

export const addUser: AddCommand = (program) => {
  const user = program.command('user').description('the people who sign in: add, list, change, sign in')
  const json = ['--json', 'print JSON'] as const
  user
    .command('add')
    .description('add a person and print a link that signs them in once, within a day')
    .argument('<email>')
    .requiredOption('--name <name>')
    .option('--role <role>', roles.join(', '), 'rep')
    .option('--zone <zone>', 'their time zone, such as Europe/Berlin', 'UTC')
    .option('--capacity <items>', 'queue items a day', wholeNumber)
    .option(...json)
    .addHelpText(
      'after',
      '\nExample:\n  daybreak user add ana@example.com --name "Ana Example" --role manager --zone Europe/Madrid',
    )
    .action(act((email: string, options: Options) => withWorkspace((opened) => add(opened, email, options))))
  user
    .command('list')
    .description('everybody, with role, zone and state')
    .option(...json)
    .action(act((options: Options) => withWorkspace((opened) => list(opened, options))))
  user
    .command('link')
    .description('print a link that signs a person in once, within half an hour')
    .argument('<email>')
    .option(...json)
    .action(act((email: string, options: Options) => withWorkspace((opened) => link(opened, email, options))))
  user
    .command('password')
    .description('set a password, read from standard input, and end the person’s sessions')
    .argument('<email>')
    .option(...json)
    .addHelpText('after', '\nExample:\n  daybreak user password ana@example.com < password.txt')
    .action(act((email: string, options: Options) => withWorkspace((opened) => password(opened, email, options))))
  user
    .command('reset-code')
    .description('take off a person’s second factor, when the app and the recovery codes are lost')
    .argument('<email>')
    .option(...json)
    .action(act((email: string, options: Options) => withWorkspace((opened) => resetCode(opened, email, options))))
  user
    .command('change')
    .description('change name, role, zone or capacity')
    .argument('<email>')
    .option('--name <name>')
    .option('--role <role>', roles.join(', '))
    .option('--zone <zone>')
    .option('--capacity <items>', 'queue items a day', wholeNumber)
    .option(...json)
    .action(act((email: string, options: Options) => withWorkspace((opened) => change(opened, email, options))))
  for (const [word, active] of [
    ['disable', false],
    ['enable', true],
  ] as const)
    user
      .command(word)
      .description(active ? 'let a person in again' : 'shut a person out; their sessions end at once')
      .argument('<email>')
      .option(...json)
      .action(act((email: string, options: Options) => withWorkspace((o) => setActive(o, email, active, options))))
}

const roleOf = (word: string | undefined): Role | undefined => {
  const role = roles.find((each) => each === word)
  if (word !== undefined && !role) throw new UsageError(`There is no role "${word}"; there is ${roles.join(', ')}`)
  return role
}

const add = async (opened: Opened, email: string, { name = '', role, zone = 'UTC', capacity, json }: Options) => {
  const [{ addPerson }, { newSignInLink }] = await Promise.all([
    import('../pipeline/people.ts'),
    import('../pipeline/sign-in.ts'),
  ])
  tellSample(opened)
  const person = { email, name, role: roleOf(role) ?? 'rep', timeZone: zone }
  const id = await addPerson(opened.app, null, capacity === undefined ? person : { ...person, capacity })
  const url = await newSignInLink(opened.app, id, 24 * 3_600_000)
  print(
    json,
    { id, ...person, link: url },
    () => `${name} is added. This link signs them in once, within a day:\n${url}`,
  )
  return exitCodes.ok
}

const list = async ({ app }: Opened, { json }: Options) => {
  const { allUsers } = await import('../store/users.ts')
  const people = (await allUsers(app.db)).map(({ passwordHash, ...user }) => ({
    ...user,
    password: passwordHash !== null,
  }))
  print(json, people, () =>
    people
      .map(
        (user) => `${user.email}  ${user.name}  ${user.role}  ${user.timeZone}  ${user.active ? 'active' : 'disabled'}`,
      )
      .join('\n'),
  )
  return exitCodes.ok
}

const link = async (opened: Opened, email: string, { json }: Options) => {
  const { newSignInLink } = await import('../pipeline/sign-in.ts')
  const url = await newSignInLink(opened.app, (await userNamed(opened, email)).id)
  print(json, { link: url }, () => url)
  return exitCodes.ok
}

const password = async (opened: Opened, email: string, { json }: Options) => {
  const [{ setPassword }, { text }] = await Promise.all([
    import('../pipeline/people.ts'),
    import('node:stream/consumers'),
  ])
  const given = (await text(process.stdin)).replace(/\r?\n$/, '')
  await setPassword(opened.app, null, (await userNamed(opened, email)).id, given)
  print(json, { email }, () => 'The password is set.')
  return exitCodes.ok
}

const resetCode = async (opened: Opened, email: string, { json }: Options) => {
  const { resetSecondFactor } = await import('../pipeline/second-factor.ts')
  await resetSecondFactor(opened.app, null, (await userNamed(opened, email)).id)
  print(json, { email }, () => 'Taken off: a password or a link is enough again.')
  return exitCodes.ok
}

const change = async (opened: Opened, email: string, { name, role, zone, capacity, json }: Options) => {
  const { changePerson } = await import('../pipeline/people.ts')
  const wanted = roleOf(role)
  await changePerson(opened.app, null, (await userNamed(opened, email)).id, {
    ...(name === undefined ? {} : { name }),
    ...(wanted === undefined ? {} : { role: wanted }),
    ...(zone === undefined ? {} : { timeZone: zone }),
    ...(capacity === undefined ? {} : { capacity }),
  })
  print(json, { email }, () => 'Changed.')
  return exitCodes.ok
}

const setActive = async (opened: Opened, email: string, active: boolean, { json }: Options) => {
  const { changePerson } = await import('../pipeline/people.ts')
  await changePerson(opened.app, null, (await userNamed(opened, email)).id, { active })
  print(json, { email, active }, () => (active ? 'Enabled.' : 'Disabled; every session has ended.'))
  return exitCodes.ok
}
