import { dayInWords, type LocalDay } from '../../core/day.ts'
import type { Settings } from '../../core/settings.ts'
import type { User } from '../../store/users.ts'
import { PostForm, Submit } from './form.tsx'

type StandInsOf = { settings: Settings; people: readonly User[]; today: LocalDay; formToken: string }

/** Who approves when no manager does: the deputy after the wait, a cover while a manager is away. */
export const StandIns = ({ settings, people, today, formToken }: StandInsOf) => {
  const active = people.filter((each) => each.active)
  return (
    <section class="card" id="stand-ins">
      <h2>When no manager approves</h2>
      <DeputyForm settings={settings} active={active} formToken={formToken} />
      <p class="soft small">
        Hours of working days in the workspace’s zone; weekends and holidays do not count. Nobody approves their own
        draft as deputy or cover, and the audit says in which place they approved.
      </p>
      <ul class="plain">
        {settings.covers
          .filter(({ to }) => to >= today)
          .map((cover) => (
            <Cover cover={cover} people={people} formToken={formToken} />
          ))}
      </ul>
      <CoverForm active={active} today={today} formToken={formToken} />
    </section>
  )
}

type DeputyFormOf = { settings: Settings; active: readonly User[]; formToken: string }

const DeputyForm = ({ settings, active, formToken }: DeputyFormOf) => (
  <PostForm action="/admin/people/deputy" formToken={formToken} class="row-form">
    <label>
      Deputy
      <select name="deputyId">
        <option value="">nobody</option>
        <Names people={active} chosen={settings.deputyId} />
      </select>
    </label>
    <label>
      takes a Tier 1 after, hours
      <input
        type="number"
        name="tier1WaitHours"
        value={String(settings.tier1WaitHours)}
        min={0.5}
        max={240}
        step={0.5}
        required
      />
    </label>
    <Submit>Save</Submit>
  </PostForm>
)

type CoverOf = { cover: Settings['covers'][number]; people: readonly User[]; formToken: string }

const Cover = ({ cover, people, formToken }: CoverOf) => (
  <li>
    <PostForm action="/admin/people/cover/end" formToken={formToken} class="note-line">
      {Object.entries(cover).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <span>
        <b>{nameOf(people, cover.awayId)}</b> is away {dayInWords(cover.from)} – {dayInWords(cover.to)}:{' '}
        {nameOf(people, cover.coverId)} approves
      </span>
      <Submit as="small">End</Submit>
    </PostForm>
  </li>
)

type CoverFormOf = { active: readonly User[]; today: LocalDay; formToken: string }

const CoverForm = ({ active, today, formToken }: CoverFormOf) => (
  <PostForm action="/admin/people/cover" formToken={formToken} class="row-form">
    <label>
      Away
      <select name="awayId" required>
        <Names people={active.filter(({ role }) => role !== 'rep')} />
      </select>
    </label>
    <label>
      Covered by
      <select name="coverId" required>
        <Names people={active} />
      </select>
    </label>
    <label>
      From
      <input type="date" name="from" value={today} min={today} required />
    </label>
    <label>
      to
      <input type="date" name="to" value={today} min={today} required />
    </label>
    <Submit>Add cover</Submit>
  </PostForm>
)

const nameOf = (people: readonly User[], id: string): string =>
  people.find((each) => each.id === id)?.name ?? 'somebody'

const Names = ({ people, chosen }: { people: readonly User[]; chosen?: string | null }) => (
  <>
    {people.map(({ id, name }) => (
      <option value={id} selected={id === chosen}>
        {name}
      </option>
    ))}
  </>
)
