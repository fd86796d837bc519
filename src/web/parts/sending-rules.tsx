import type { Settings } from '../../core/settings.ts'
import type { Workspace } from '../../store/workspace.ts'
import { PostForm, Submit } from './form.tsx'

type Rules = { workspace: Workspace; formToken: string }

const hours = Array.from({ length: 25 }, (_, hour) => hour)
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

/** When nothing leaves, where it may go, how much is worked and what is never said: one form each. */
export const SendingRules = ({ workspace, formToken }: Rules) => (
  <>
    <QuietHours workspace={workspace} formToken={formToken} />
    <Countries settings={workspace.settings} formToken={formToken} />
    <Limits workspace={workspace} formToken={formToken} />
    <DaysOff settings={workspace.settings} formToken={formToken} />
    <Phrases settings={workspace.settings} formToken={formToken} />
  </>
)

const QuietHours = ({ workspace, formToken }: Rules) => {
  const { from, to, weekends, holidays } = workspace.settings.quietHours
  const off = from % 24 === to % 24 && !weekends && !holidays
  return (
    <section class="card">
      <h2>Quiet hours</h2>
      <p class="soft">
        {off
          ? `Quiet hours are off${workspace.sample ? ' in the sample, so that an approved message can be seen to leave at any hour' : ''}: messages leave day and night.`
          : 'In the recipient’s own zone. What is approved meanwhile leaves afterwards by itself.'}
      </p>
      <PostForm action="/admin/sending/quiet" formToken={formToken} class="row-form">
        <Hour name="from" label="Quiet from" value={from} />
        <Hour name="to" label="to" value={to} />
        <label class="check">
          <input type="checkbox" name="weekends" value="1" checked={weekends} /> weekends too
        </label>
        <label class="check">
          <input type="checkbox" name="holidays" value="1" checked={holidays} /> public holidays too
        </label>
        <Submit>Save</Submit>
      </PostForm>
    </section>
  )
}

const Hour = ({ name, label, value }: { name: string; label: string; value: number }) => (
  <label>
    {label}
    <select name={name}>
      {hours.map((hour) => (
        <option value={String(hour)} selected={hour === value}>
          {clock(hour)}
        </option>
      ))}
    </select>
  </label>
)

type OfSettings = { settings: Settings; formToken: string }

export const countryRules = { allowed: 'allowed', needs_basis: 'needs a recorded basis', blocked: 'blocked' } as const

const Countries = ({ settings, formToken }: OfSettings) => (
  <section class="card">
    <h2>Countries</h2>
    <p class="soft">
      Whether messages may go to a recipient’s country. Name exceptions by two letters, such as DE, FR.
    </p>
    <PostForm action="/admin/sending/countries" formToken={formToken} class="row-form">
      <label>
        Every country not named is
        <select name="otherCountries">
          {Object.entries(countryRules).map(([rule, words]) => (
            <option value={rule} selected={rule === settings.otherCountries}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {Object.entries(countryRules).map(([rule, words]) => (
        <label>
          {words[0]?.toUpperCase()}
          {words.slice(1)}
          <input name={rule} value={codesOf(settings, rule)} maxlength={1000} pattern="[A-Za-z ,;]*" />
        </label>
      ))}
      <Submit>Save</Submit>
    </PostForm>
  </section>
)

const codesOf = ({ countries }: Settings, rule: string): string =>
  Object.entries(countries)
    .filter(([, each]) => each === rule)
    .map(([code]) => code)
    .sort()
    .join(', ')

const Limits = ({ workspace: { settings, approvalHours }, formToken }: Rules) => (
  <section class="card">
    <h2>Limits</h2>
    <PostForm action="/admin/sending/limits" formToken={formToken} class="row-form">
      <label>
        An account rests after a touch, days
        <input
          type="number"
          name="accountCooldownDays"
          value={String(settings.accountCooldownDays)}
          min={0}
          max={730}
          required
        />
      </label>
      <label>
        Items of one trigger kind a day, at most
        <input type="number" name="perKindLimit" value={String(settings.perKindLimit)} min={1} max={100} required />
      </label>
      <label>
        An approval holds, hours of working days
        <input type="number" name="approvalHours" value={String(approvalHours)} min={1} max={720} required />
      </label>
      <Submit>Save</Submit>
    </PostForm>
  </section>
)

const DaysOff = ({ settings, formToken }: OfSettings) => (
  <section class="card">
    <h2>Days off</h2>
    <p class="soft">
      Days on which your team does not work, one a line as 2026-12-24: no digest is mailed, no clock runs and nothing is
      sent. Public holidays where a recipient is are known without them.
    </p>
    <PostForm action="/admin/sending/days-off" formToken={formToken} class="stack">
      <Lines name="holidays" label="Days off, one a line" lines={settings.holidays} rows={4} maxlength={10_000} />
    </PostForm>
  </section>
)

const Phrases = ({ settings, formToken }: OfSettings) => (
  <section class="card">
    <h2>Phrases nobody writes</h2>
    <p class="soft">One a line, beside the built-in list; a * stands for a word. A draft with one of them is warned.</p>
    <PostForm action="/admin/sending/phrases" formToken={formToken} class="stack">
      <Lines
        name="bannedPhrases"
        label="Phrases, one a line"
        lines={settings.bannedPhrases}
        rows={5}
        maxlength={20_000}
      />
    </PostForm>
  </section>
)

type LinesOf = { name: string; label: string; lines: readonly string[]; rows: number; maxlength: number }

const Lines = ({ name, label, lines, rows, maxlength }: LinesOf) => (
  <>
    <textarea name={name} rows={rows} maxlength={maxlength} aria-label={label}>
      {lines.join('\n')}
    </textarea>
    <p class="buttons">
      <Submit>Save</Submit>
    </p>
  </>
)
