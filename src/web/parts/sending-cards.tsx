import type { repliesRead } from '../../pipeline/replies.ts'
import type { recentNotices } from '../../store/notices.ts'
import type { Workspace } from '../../store/workspace.ts'
import { PostForm, Submit } from './form.tsx'
import { moment } from './words.tsx'

type SwitchOf = {
  title: string
  text: string
  path: string
  on: boolean
  words: [string, string]
  danger?: boolean
  formToken: string
}

export const Switch = ({ title, text, path, on, words, danger, formToken }: SwitchOf) => (
  <section class="card switch">
    <div>
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
    <PostForm action={path} formToken={formToken}>
      <button type="submit" class={danger && !on ? 'button danger' : 'button'} name="to" value={on ? 'off' : 'on'}>
        {words[on ? 1 : 0]}
      </button>
    </PostForm>
  </section>
)

export const NotArmed = ({ formToken }: { formToken: string }) => (
  <section class="card switch">
    <div>
      <h2>This database is not armed</h2>
      <p>It is new, restored or a copy. Nothing leaves until you say that this is the one that may send.</p>
    </div>
    <PostForm action="/admin/sending/arm" formToken={formToken}>
      <Submit>This is the one</Submit>
    </PostForm>
  </section>
)

export const ChangedOutside = ({ found }: { found: readonly string[] }) => (
  <section class="card switch">
    <div>
      <h2>Something was changed outside of Daybreak</h2>
      {found.map((one) => (
        <p>{one}.</p>
      ))}
      <p>
        Nothing is approved and nothing leaves. Look at it where Daybreak runs: <code>daybreak rearm</code> shows what
        stands there, and seals it when you say so.
      </p>
    </div>
  </section>
)

type WhoSendsOf = { sender: Workspace['settings']['sender']; formToken: string }

export const WhoSends = ({ sender, formToken }: WhoSendsOf) => (
  <section class="card">
    <h2>Who sends</h2>
    <PostForm action="/admin/sending/sender" formToken={formToken} class="row-form">
      <label>
        Company
        <input name="company" value={sender.company} required maxlength={100} />
      </label>
      <label>
        Postal address
        <input name="postalAddress" value={sender.postalAddress} required maxlength={200} />
      </label>
      <label>
        Mailbox
        <input type="email" name="fromEmail" value={sender.fromEmail} required maxlength={320} />
      </label>
      <Submit>Save</Submit>
    </PostForm>
  </section>
)

export const Policy = ({ workspace, formToken }: { workspace: Workspace; formToken: string }) => (
  <section class="card">
    <h2>Policy</h2>
    <PostForm action="/admin/sending/policy" formToken={formToken} class="row-form">
      <label class="check">
        <input type="checkbox" name="alwaysManager" value="1" checked={workspace.alwaysManager} /> a manager approves
        every message
      </label>
      <label class="check">
        <input type="checkbox" name="fourEyes" value="1" checked={workspace.fourEyes} /> nobody approves their own text
      </label>
      <label>
        Undo, seconds
        <input type="number" name="undoSeconds" value={String(workspace.undoSeconds)} min={5} max={600} />
      </label>
      <label>
        A mailbox sends a day, at most
        <input type="number" name="dailyMailboxCap" value={String(workspace.dailyMailboxCap)} min={1} max={500} />
      </label>
      <label>
        One domain gets a day, at most
        <input type="number" name="dailyDomainCap" value={String(workspace.dailyDomainCap)} min={1} max={100} />
      </label>
      <Submit>Save</Submit>
    </PostForm>
  </section>
)

type MailboxOf = { isSet: boolean; replies: Awaited<ReturnType<typeof repliesRead>>; zone: string }

export const MailboxRead = ({ isSet, replies, zone }: MailboxOf) => (
  <section class="card">
    <h2>Replies</h2>
    {!isSet ? (
      <p class="soft">
        No mailbox is read. Set <code>DAYBREAK_IMAP_URL</code>, or let people paste replies and other systems push them.
      </p>
    ) : (
      <p>
        The mailbox is read every two minutes, and nothing in it is changed.{' '}
        {replies.readAt === null ? 'It has not been read yet.' : `Last read ${moment(replies.readAt, zone)}.`}{' '}
        {replies.error && <b>{replies.error}</b>}
      </p>
    )}
  </section>
)

type NoticesOf = { notices: Awaited<ReturnType<typeof recentNotices>>; zone: string }

export const NoticesSent = ({ notices, zone }: NoticesOf) => (
  <section class="card">
    <h2>Mail to people here</h2>
    <ul class="plain">
      {notices.map((notice) => (
        <li>
          <span class={`state ${notice.sentAt === null ? 'state-warm' : 'state-good'}`}>
            {notice.sentAt === null ? 'waiting' : 'sent'}
          </span>{' '}
          {notice.subject} <span class="soft num">{moment(notice.createdAt, zone)}</span> {notice.error}
        </li>
      ))}
      {notices.length === 0 && <li class="soft">None yet.</li>}
    </ul>
  </section>
)
