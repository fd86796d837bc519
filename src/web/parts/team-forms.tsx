import { figureDays } from '../../pipeline/team.ts'
import type { User } from '../../store/users.ts'
import { CloseSheet } from './close-sheet.tsx'
import { PostForm, Submit } from './form.tsx'
import type { TeamShown } from './team.tsx'

type SheetOf = TeamShown & { user: User }

export const AwaySheet = ({ user, team, formToken }: SheetOf) => (
  <div id={`away-${user.id}`} class="sheet" popover="auto">
    <CloseSheet of={`away-${user.id}`} />
    <PostForm action="/team/absences" formToken={formToken} class="stack">
      <input type="hidden" name="userId" value={user.id} />
      <h2>{user.name} is away</h2>
      <div class="row-form">
        <label>
          From
          <input type="date" name="fromDay" value={team.today} required />
        </label>
        <label>
          to
          <input type="date" name="toDay" value={team.today} required />
        </label>
      </div>
      <label>
        Their accounts are worked by
        <select name="coverUserId">
          <option value="">nobody: they rest</option>
          <People users={team.users} but={user.id} />
        </select>
      </label>
      <p class="soft">
        Open messages go to the cover once it has begun, and back with “Is back”. The audit keeps both.
      </p>
      <p class="buttons">
        <Submit as="primary">Save</Submit>
      </p>
    </PostForm>
  </div>
)

export const GiveSheet = ({ user, team, formToken }: SheetOf) => (
  <div id={`give-${user.id}`} class="sheet" popover="auto">
    <CloseSheet of={`give-${user.id}`} />
    <PostForm action="/team/books" formToken={formToken} class="stack">
      <input type="hidden" name="fromId" value={user.id} />
      <h2>Give all accounts of {user.name} away, for good</h2>
      <label>
        To
        <select name="toId" required>
          <People users={team.users} but={user.id} />
        </select>
      </label>
      <p class="soft">Open messages go along. It can be taken back below for {figureDays} days.</p>
      <p class="buttons">
        <Submit as="danger">Give all</Submit>
      </p>
    </PostForm>
  </div>
)

const People = ({ users, but }: { users: readonly User[]; but: string | null }) => (
  <>
    {users
      .filter(({ id, active }) => active && id !== but)
      .map(({ id, name }) => (
        <option value={id}>{name}</option>
      ))}
  </>
)

/** One line, one choice, one press. */
export const AssignForm = ({ accountId, account, but, team, formToken }: AssignOf) => (
  <PostForm action="/team/accounts" formToken={formToken} class="assign">
    <input type="hidden" name="accountId" value={accountId} />
    <select name="userId" aria-label={`Who gets ${account}`} required>
      <option value="">give to …</option>
      <People users={team.users} but={but} />
    </select>
    <Submit as="small" aria-label={`Assign ${account}`}>
      Assign
    </Submit>
  </PostForm>
)
type AssignOf = TeamShown & { accountId: string; account: string; but: string | null }
