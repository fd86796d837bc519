import type { Settings } from '../../core/settings.ts'
import type { boardCounts, CareersPage } from '../../store/careers.ts'
import type { Feed } from '../../store/feeds.ts'
import { Health, LastSuccess, Next } from './feed-table.tsx'
import { PostForm, Submit } from './form.tsx'
import { Day, Out, plural } from './words.tsx'

type Counts = Awaited<ReturnType<typeof boardCounts>>
type Search = { counts: Counts; settings: Settings['boards']; formToken: string | null; isSample: boolean }

/** How far the search for boards of accounts has come, and whose it looks for. */
export const BoardSearch = ({ counts, settings, formToken, isSample }: Search) => (
  <section class="card board-search">
    <h2>Job boards of accounts</h2>
    <p>
      {plural(counts.watched, 'board')} watched, of {plural(counts.accounts, 'account')}.{' '}
      {counts.looked > 0 &&
        `${plural(counts.looked, 'site')} looked at${counts.unread > 0 ? `, ${counts.unread} of them could not be read` : ''}.`}
    </p>
    <p class="soft small">{searchWords(settings, isSample)}</p>
    {formToken !== null && (
      <PostForm action="/feeds/boards" formToken={formToken} class="row-form">
        <label class="check">
          <input type="checkbox" name="look" value="1" checked={settings.look} /> Look for boards
        </label>
        <label>
          <span class="soft">Fit floor</span>
          <input type="number" name="fitFloor" value={String(settings.fitFloor)} min={0} max={100} required />
        </label>
        <Submit>Save</Submit>
      </PostForm>
    )}
  </section>
)

const searchWords = ({ look, fitFloor }: Settings['boards'], isSample: boolean): string => {
  const first = `Boards of accounts with a fit of ${fitFloor} or more are polled first.`
  if (isSample) return `${first} The accounts of the sample have no sites to look at.`
  if (!look) return `${first} No site is looked at by itself.`
  return `${first} The sites of these accounts are looked at once in thirty days, five pages at most.`
}

type OfAccount = {
  accountId: string
  boards: readonly Feed[]
  careers: CareersPage | undefined
  /** Null: for somebody who may look only. */
  formToken: string | null
  now: number
  zone: string
}

/** The job boards of one account, what its site said, and where a person enters one. */
export const AccountBoards = ({ accountId, boards, careers, formToken, now, zone }: OfAccount) => (
  <section class="card" id="boards">
    <h2>Job boards</h2>
    <ul class="plain">
      {boards.map((feed) => (
        <li>
          <b>{feed.kind}</b> {String(feed.settings.board ?? feed.name)} <Health feed={feed} />
          <br />
          <span class="soft small">
            {feed.lastAnswer && `${feed.lastAnswer} · `}
            <LastSuccess feed={feed} now={now} zone={zone} />
            {feed.enabled && (
              <>
                {' · next '}
                <Next feed={feed} now={now} zone={zone} />
              </>
            )}
          </span>
        </li>
      ))}
      {boards.length === 0 && <li class="soft">None is watched.</li>}
    </ul>
    {careers && <Site careers={careers} zone={zone} />}
    {formToken !== null && (
      <details class="quiet">
        <summary>Find or enter a board</summary>
        <PostForm action={`/accounts/${accountId}/boards`} formToken={formToken} class="stack">
          <label>
            Address <span class="soft">of the job board or the careers page; empty: look on the account’s site</span>
            <input name="address" maxlength={2_000} placeholder="https://…" />
          </label>
          <p class="buttons">
            <Submit>Look</Submit>
          </p>
        </PostForm>
      </details>
    )}
  </section>
)

const Site = ({ careers, zone }: { careers: CareersPage; zone: string }) => (
  <p class="small">
    {careers.lastAnswer ?? 'It is looked at with the next run.'}{' '}
    <span class="soft">
      {careers.url && (
        <>
          <Out url={careers.url}>careers page</Out>
          {careers.entered && ' (entered)'} ·{' '}
        </>
      )}
      {careers.lookedAt !== null && (
        <>
          looked <Day at={careers.lookedAt} zone={zone} /> ·{' '}
        </>
      )}
      next <Day at={careers.nextLookAt} zone={zone} />
    </span>
  </p>
)
