import { z } from 'zod'
import { addDays, dayInWords, localDay } from '../../core/day.ts'
import { Refusal } from '../../core/errors.ts'
import { previewDigest } from '../../pipeline/digest.ts'
import { allUsers, type User, userById } from '../../store/users.ts'
import { isManager, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { Submit } from '../parts/form.tsx'

type Asked = { user: User; day: string }

/** Whose digest and which day; a rep sees their own. */
const askedFor = async (c: WebContext): Promise<Asked> => {
  const { user: viewer } = visitorIn(c)
  const asked = c.req.query('of')
  const user = asked && asked !== viewer.id && isManager(viewer) ? await userById(c.var.app.db, asked) : viewer
  if (!user) throw new Refusal('not_found', 'There is no such person')
  const today = localDay(c.var.app.now(), user.timeZone)
  const { data: day } = z.iso.date().safeParse(c.req.query('day') ?? today)
  if (!day || day > today) throw new Refusal('invalid', 'Choose a day up to today')
  return { user, day }
}

const digest = async (c: WebContext) => {
  const { user: viewer } = visitorIn(c)
  const { user, day } = await askedFor(c)
  const { subject, text } = await previewDigest(c.var.app, user.id, day)
  const people = isManager(viewer) ? (await allUsers(c.var.app.db)).filter(({ active }) => active) : [viewer]
  const query = `day=${day}&of=${user.id}`
  return await page(
    c,
    { title: 'Digest', section: 'none' },
    <>
      <header class="page-head">
        <h1>Digest</h1>
        <form method="get" action="/digest" class="row-form filters">
          {people.length > 1 && (
            <label>
              <span class="soft">Of</span>
              <select name="of">
                {people.map((each) => (
                  <option value={each.id} selected={each.id === user.id}>
                    {each.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label>
            <span class="soft">Day</span>
            <input type="date" name="day" value={day} max={localDay(c.var.app.now(), user.timeZone)} />
          </label>
          <Submit>Show</Submit>
        </form>
        <p>
          As {user.name} gets it at {String(user.digestHour).padStart(2, '0')}:00, {user.timeZone}. Here for{' '}
          {dayInWords(day)} · <a href={`/digest?day=${addDays(day, -1)}&of=${user.id}`}>the day before</a>
        </p>
      </header>
      <p>
        <span class="soft">Subject</span> <b>{subject}</b>
      </p>
      <iframe class="mail" src={`/digest/mail?${query}`} title={`Digest of ${user.name} for ${dayInWords(day)}`} />
      <details class="quiet">
        <summary>Plain text</summary>
        <pre class="card code">{text}</pre>
      </details>
    </>,
  )
}

/** The mail by itself: its styles are inline as mail needs them, so it runs under rules of its own, without any script. */
const mail = async (c: WebContext) => {
  const { user, day } = await askedFor(c)
  const { html } = await previewDigest(c.var.app, user.id, day)
  return c.html(html, 200, {
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-top-navigation-by-user-activation",
    'x-frame-options': 'SAMEORIGIN',
  })
}

export const digestRoutes: readonly Route[] = [
  { method: 'GET', path: '/digest', access: 'signed_in', handler: digest },
  { method: 'GET', path: '/digest/mail', access: 'signed_in', handler: mail },
]
