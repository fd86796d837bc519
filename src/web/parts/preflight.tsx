import type { PreflightLine } from '../../core/preflight.ts'
import type { TestMail } from '../../pipeline/preflight.ts'
import { PostForm, Submit } from './form.tsx'

/** The two questions before any mail: does all hold, and does it arrive. */
export const PreflightCard = ({ email, formToken }: { email: string; formToken: string }) => (
  <section class="card">
    <h2>Before the first mail</h2>
    <p>
      The preflight asks the mail server, the DNS and the public address, and sends nothing. The test mail goes to{' '}
      {email} alone, by the way of digests and sign-in links.
    </p>
    <div class="buttons">
      <PostForm action="/admin/sending/preflight" formToken={formToken}>
        <Submit>Preflight</Submit>
      </PostForm>
      <PostForm action="/admin/sending/test-mail" formToken={formToken}>
        <Submit>Send a test mail to myself</Submit>
      </PostForm>
    </div>
  </section>
)

const words = { ok: 'holds', note: 'worth knowing', failed: 'mend this' } as const
const tones = { ok: 'state-good', note: 'state-warm', failed: 'state-bad' } as const

export const PreflightLines = ({ lines }: { lines: readonly PreflightLine[] }) => (
  <section class="card" role="status">
    <h2>{lines.some(({ state }) => state === 'failed') ? 'Not everything holds' : 'Nothing stands in the way'}</h2>
    <ul class="preflight">
      {lines.map(({ what, state, says, todo }) => (
        <li>
          <b>{what}</b>
          <span class={`state ${tones[state]}`}>{words[state]}</span>
          <p>
            {says} {todo && <span class="block-line">{todo}</span>}
          </p>
        </li>
      ))}
    </ul>
  </section>
)

export const TestMailSaid = ({ mail, email }: { mail: TestMail; email: string }) =>
  mail.isSent ? (
    <p class="note" role="status">
      {`A test mail is on its way to ${email}. What took it said: ${mail.reply}`}
    </p>
  ) : (
    <p class="problem" role="alert">
      {`The test mail did not leave: ${mail.reply}. Look at DAYBREAK_NOTICES_SMTP_URL, or DAYBREAK_SMTP_URL where that is not set.`}
    </p>
  )
