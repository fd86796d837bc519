// Everything here is a comfort: each key presses a visible button, each form works without this file.

const typing = (target) => target.matches('input:not([type=radio]):not([type=checkbox]), textarea, select')

/** The visible control that a key stands for; an open sheet has the keyboard to itself. */
const controlFor = (key) => {
  const sheet = document.querySelector('.sheet:popover-open')
  const scope = sheet ?? document
  if (sheet && /^[1-9]$/.test(key)) return sheet.querySelector(`[data-choice="${key}"]`)
  return [...scope.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((control) => control.checkVisibility())
}

const rows = () => [...document.querySelectorAll('[data-row]')]

const move = (step) => {
  const all = rows()
  const focused = all.indexOf(document.activeElement)
  const current = focused >= 0 ? focused : all.findIndex((row) => row.getAttribute('aria-current') === 'true')
  const next = all[Math.min(all.length - 1, Math.max(0, current + step))]
  if (!next) return
  if (next.getAttribute('href').startsWith('/items/') && matchMedia('(min-width: 1000px)').matches) next.click()
  else next.focus()
}

/** The box of the row that has the focus, or is open. */
const boxHere = () =>
  (document.activeElement.closest('.row') ?? document.querySelector('.row:has([aria-current=true])'))?.querySelector(
    '.pick',
  )

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') return event.target.form?.requestSubmit()
  if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !typing(event.target)) return controlFor('z')?.click()
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Escape' && typing(event.target)) return event.target.blur()
  if (typing(event.target)) return
  if (document.querySelector('.sheet:popover-open') === null) {
    if (event.key === 'j' || event.key === 'k') {
      event.preventDefault()
      return move(event.key === 'j' ? 1 : -1)
    }
    if (event.key === '/') {
      event.preventDefault()
      const search = document.querySelector('[data-search]')
      return search ? search.focus() : location.assign('/accounts?search=1')
    }
  }
  const control = controlFor(event.key) ?? (event.key === 's' ? boxHere() : null)
  if (!control) return
  event.preventDefault()
  control.click()
  if (control.parentElement.open) {
    control.scrollIntoView({ block: 'start' })
    control.focus({ preventScroll: true })
  }
  if (control.matches('[data-choice]')) control.focus()
})

// A decided item leaves the list at once; the server's answer brings the next one.
for (const form of document.querySelectorAll('[data-decides]'))
  form.addEventListener('submit', () =>
    document.querySelector('[data-row][aria-current=true]')?.closest('.row')?.classList.add('leaving'),
  )

// What another choice makes necessary is asked for before the form leaves; the server asks in any case.
for (const field of document.querySelectorAll('[data-required-when]')) {
  const [name, values] = field.dataset.requiredWhen.split('=')
  const ask = () => {
    field.required = values.split(',').includes(new FormData(field.form).get(name))
  }
  field.form.addEventListener('change', ask)
  ask()
}

/** Takes the file, then goes on to where the page asks about it; a refusal shows itself as the page that it is. */
const take = async (form) => {
  const body = new URLSearchParams(new FormData(form))
  const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
  if (!answer?.ok) return form.submit()
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition'))[1]
  link.click()
  location.assign(form.dataset.then)
}

// A form is sent once, however often its button is pressed. One that brings a file leaves its page where it is, or says
// where to go then.
document.addEventListener('submit', (event) => {
  const { dataset } = event.target
  if (event.defaultPrevented || 'file' in dataset) return
  if (dataset.sent || dataset.then) event.preventDefault()
  if (dataset.then && !dataset.sent) take(event.target)
  dataset.sent = 'yes'
})
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent
})

document.querySelector('[data-row][aria-current=true]')?.scrollIntoView({ block: 'nearest' })
if (document.querySelector('.desk-at-item') && !document.querySelector('.item-draft [autofocus]'))
  document.querySelector('.item h1')?.focus({ preventScroll: true })

// What was said after a form goes away; the undo counts down.
const toast = document.querySelector('.toast')
if (toast) {
  const address = new URL(location.href)
  address.searchParams.delete('said')
  address.searchParams.delete('about')
  history.replaceState(null, '', address)
  let seconds = Number(toast.dataset.seconds ?? 5)
  const countdown = toast.querySelector('[data-countdown]')
  const timer = setInterval(() => {
    seconds -= 1
    if (countdown) countdown.textContent = `${seconds} s`
    if (seconds > 0) return
    clearInterval(timer)
    toast.classList.add('gone')
    toast.querySelector('button')?.remove()
  }, 1000)
}

// Live checks while editing.
const editor = document.querySelector('[data-check]')
if (editor) {
  const token = document.querySelector('meta[name=form-token]').content
  let latest = 0
  const check = async () => {
    const mine = ++latest
    const { subject, text, ownClaim } = Object.fromEntries(new FormData(editor))
    const answer = await fetch(editor.dataset.check, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-form-token': token },
      body: JSON.stringify({ subject, text, ownClaim }),
    })
    if (mine === latest && answer.ok) show(await answer.json(), text)
  }
  const show = ({ findings, stats }, text) => {
    editor.querySelector('[data-stats]').textContent =
      `${stats.words} words · grade ${Math.round(stats.grade)} · ${stats.questions} question${stats.questions === 1 ? '' : 's'}`
    editor.querySelector('[data-findings]').replaceChildren(
      ...findings.map((finding) => {
        const line = document.createElement('li')
        line.className = `finding finding-${finding.level}`
        const word = document.createElement('b')
        word.textContent = finding.level === 'block' ? 'Must change' : 'Consider'
        line.append(word, ` ${finding.message}`)
        if (finding.span && finding.where === 'text') {
          const quote = document.createElement('q')
          quote.textContent = text
            .replaceAll('\r\n', '\n')
            .slice(...finding.span)
            .slice(0, 120)
          line.append(quote)
        }
        return line
      }),
    )
  }
  let wait
  editor.addEventListener('input', () => {
    clearTimeout(wait)
    wait = setTimeout(() => check().catch(() => undefined), 250)
  })
}

// Light or dark without a round trip.
document.querySelector('[data-theme-toggle]')?.addEventListener('submit', (event) => {
  event.preventDefault()
  const root = document.documentElement
  const dark =
    root.dataset.theme === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : root.dataset.theme === 'dark'
  root.dataset.theme = dark ? 'light' : 'dark'
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store needs https, and the page is rendered from this cookie
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`
})

// The clipboard is asked while the press still counts as the person's own; the hand-out follows.
for (const button of document.querySelectorAll('[data-copies]'))
  button.addEventListener('click', async (event) => {
    event.preventDefault()
    const { form } = button
    try {
      await navigator.clipboard.writeText(button.dataset.copies)
      form.elements.copied.value = 'yes'
    } catch {
      // Refused, or no clipboard here: the words stand on the next page.
    }
    form.requestSubmit()
  })

// Copying an approved text.
for (const button of document.querySelectorAll('[data-copy]'))
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent)
    button.textContent = 'Copied'
  })

// Several at once: how many are chosen, all of them, and the one under the keys.
const boxes = [...document.querySelectorAll('.pick')]
const tell = () => {
  const count = boxes.filter((box) => box.checked).length
  document.querySelector('[data-chosen]').textContent = `${count} chosen`
}
if (boxes.length > 0) {
  for (const box of boxes) box.addEventListener('change', tell)
  tell()
  const all = document.querySelector('[data-choose-all]')
  all.hidden = false
  all.addEventListener('click', () => {
    for (const box of boxes) box.checked = true
    tell()
  })
}

// Filling in what belongs to a choice makes the choice.
document.addEventListener('input', ({ target }) => {
  const radio = target.closest('.choices label')?.querySelector('input[type=radio]')
  if (radio) radio.checked = true
})

// Offline, what was read and typed stays and nothing is sent. A server on this very machine answers without a network.
let offline = false
const connection = async () => {
  offline =
    !navigator.onLine &&
    !(await fetch('/healthz', { cache: 'no-store' }).then(
      () => true,
      () => false,
    ))
  document.querySelector('[data-offline]')?.remove()
  if (!offline) return
  const strip = document.createElement('p')
  strip.className = 'strip strip-warm'
  strip.dataset.offline = ''
  strip.role = 'status'
  strip.textContent = 'You are offline. What you have typed stays; nothing is sent until the connection is back.'
  document.querySelector('main').before(strip)
}
addEventListener('offline', connection)
addEventListener('online', connection)
document.addEventListener(
  'submit',
  (event) => {
    if (!offline) return
    event.preventDefault()
    event.stopImmediatePropagation()
  },
  true,
)
