type Secret = { id: string; title: string; secret: string }

/** What stands on no other page after this one. */
export const ShownOnce = ({ id, title, secret }: Secret) => (
  <section class="card" role="status">
    <h2>{title}</h2>
    <p class="code" id={id}>
      {secret}
    </p>
    <button type="button" class="button small" data-copy={`#${id}`}>
      Copy
    </button>
  </section>
)
