import { PostForm, Submit } from './form.tsx'

type Shown = { isSample: boolean; maySwitch: boolean; isPublic: boolean; formToken: string }

/** From the sample to a workspace of one's own, and back. Each is a file of its own, so nothing is ever cleared. */
export const Workspaces = ({ isSample, maySwitch, isPublic, formToken }: Shown) => (
  <section class="card" id="workspaces">
    <h2>{isSample ? 'This is the sample' : 'The sample'}</h2>
    <p>
      {isSample
        ? 'An invented company with invented accounts; nothing is mailed from it. Your own workspace is a database of its own, and sending is off in it until you turn it on.'
        : 'You can look at the sample workspace again; yours is left as it is.'}
    </p>
    {maySwitch ? (
      <Switch isSample={isSample} formToken={formToken} />
    ) : (
      <Command isSample={isSample} isPublic={isPublic} />
    )}
  </section>
)

const Switch = ({ isSample, formToken }: Pick<Shown, 'isSample' | 'formToken'>) => (
  <details class="quiet">
    <summary>{isSample ? 'Leave the sample for my own workspace' : 'Open the sample'}</summary>
    <PostForm action="/admin/start/other" formToken={formToken} class="stack">
      <ul>
        {isSample ? (
          <>
            <li>Everybody who is signed in to the sample is at the door of yours.</li>
            <li>The sample is kept in its file, as it is now, and can be opened again.</li>
            <li>A workspace of your own that is there already is opened as it was; else you set one up.</li>
          </>
        ) : (
          <>
            <li>Everybody is out of your workspace until you come back to it; nothing runs, nothing is sent.</li>
            <li>Nothing in it is changed, and nothing of the sample gets into it.</li>
            <li>You come back from the sample’s own Admin › Start, and sign in again.</li>
          </>
        )}
      </ul>
      <label class="check">
        <input type="checkbox" name="sure" value="yes" required /> I know
      </label>
      <p class="buttons">
        <Submit as="primary">{isSample ? 'Open my own workspace' : 'Open the sample'}</Submit>
      </p>
    </PostForm>
  </details>
)

/** Where the configuration says which one is open, or people outside have links into this one. */
const Command = ({ isSample, isPublic }: Pick<Shown, 'isSample' | 'isPublic'>) =>
  isPublic && !isSample ? (
    <p>
      This server is public, and opt-out links of your messages lead to it, so the sample is not opened here. Look at it
      in a folder of its own: <code>DAYBREAK_DATA=look DAYBREAK_SAMPLE=1 DAYBREAK_PORT=4311 npm start</code>, with
      DAYBREAK_PUBLIC_URL unset.
    </p>
  ) : (
    <p>
      This server was started with <code>DAYBREAK_SAMPLE</code>. Stop it, and start it with{' '}
      <code>{`DAYBREAK_SAMPLE=${isSample ? '0' : '1'} npm start`}</code>: that changes neither of the two databases.
    </p>
  )
