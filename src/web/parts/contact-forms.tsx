import { type FormAttributes, PostForm, Submit } from './form.tsx'

/** Where a form about an account belongs, and where its answer leads back to. */
export type Going = { accountId: string; pursuitId: string | null; lane: string; formToken: string }

type GoingFormProps = FormAttributes & { of: Going; verb: string }

const GoingForm = ({ of, verb, children, ...attributes }: GoingFormProps) => (
  <PostForm action={`/accounts/${of.accountId}/${verb}`} formToken={of.formToken} {...attributes}>
    {of.pursuitId && <input type="hidden" name="pursuitId" value={of.pursuitId} />}
    <input type="hidden" name="lane" value={of.lane} />
    {children}
  </PostForm>
)

type Offered = { name: string; title: string | null; email: string | null } | null

/** A person in one line; `offered` is somebody whose name is known and whose address is not. */
export const AddContact = ({ going, offered }: { going: Going; offered: Offered }) => (
  <GoingForm of={going} verb="contacts" class="row-form add-contact">
    <label>
      Name
      <input name="name" value={offered?.name} required maxlength={200} autocomplete="off" />
    </label>
    <label>
      Title
      <input name="title" value={offered?.title ?? undefined} maxlength={200} autocomplete="off" />
    </label>
    <label>
      E-mail address
      <input type="email" name="email" maxlength={320} autocomplete="off" />
    </label>
    <Submit>Add</Submit>
  </GoingForm>
)

/** Where the people of the account are, asked once; nothing is sent there before. */
export const DecidePlace = ({ going, why }: { going: Going; why: string }) => (
  <GoingForm of={going} verb="place" class="row-form decide-place">
    <p class="why-not">{why}</p>
    <label>
      Country
      <input name="country" placeholder="NL" pattern="[A-Za-z]{2}" maxlength={2} title="Two letters, such as NL" />
    </label>
    <label>
      Time zone
      <input name="timeZone" placeholder="Europe/Amsterdam" maxlength={60} />
    </label>
    <label>
      Basis
      <input name="basis" placeholder="why they may be written to" maxlength={200} />
    </label>
    <Submit>Save</Submit>
  </GoingForm>
)
