import { PostForm, Submit } from './form.tsx'

/** Where approved texts are given to a sales-engagement tool, or how to set that up. */
export const ToolCard = ({ host, formToken }: { host: string | null; formToken: string }) => (
  <section class="card switch">
    <div>
      <h2>Sales-engagement tool</h2>
      {host === null ? (
        <p>
          None is set up. With <code>DAYBREAK_HANDOUT_URL</code> and <code>DAYBREAK_HANDOUT_SECRET</code> set, approved
          messages can be given to a tool by a signed webhook, one by one. The sample gives to none.
        </p>
      ) : (
        <p>
          Approved messages can be given to the tool at <code>{host}</code>, each by a person. It answers with a key
          that may <code>hand-outs:answer</code>.
        </p>
      )}
    </div>
    {host !== null && (
      <PostForm action="/admin/sending/tool" formToken={formToken}>
        <Submit>Send a test call</Submit>
      </PostForm>
    )}
  </section>
)
