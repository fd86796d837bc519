// Says at the top what runs right now. Without this file the page shows the state it was loaded in.

const strip = document.querySelector('[data-live]')
const [words, said, fresh] = ['[data-live-words]', '[data-live-said]', '[data-live-fresh]'].map((part) =>
  strip.querySelector(part),
)
const patienceMs = 1500
const pauseMs = 60_000
let source = null
let again = null
let latest = ''
let waiting = null

const show = (stage, text) => {
  latest = text
  if (words.textContent) words.textContent = text
  // a run that is over at once is not worth a glance
  else waiting ??= setTimeout(() => (words.textContent = latest), patienceMs)
  if (words.textContent && said.textContent !== stage) said.textContent = stage
}

const end = (count) => {
  clearTimeout(waiting)
  waiting = null
  words.textContent = ''
  said.textContent = ''
  if (document.querySelector('[data-live-reload]')) return location.reload()
  if (count === 0) return
  fresh.hidden = false
  fresh.querySelector('b').textContent = `${count} new`
}

const listen = () => {
  source = new EventSource(strip.dataset.live)
  source.addEventListener('progress', ({ data }) => {
    const { stage, words: text } = JSON.parse(data)
    show(stage, text)
  })
  source.addEventListener('ended', ({ data }) => end(JSON.parse(data).fresh))
  source.addEventListener('error', () => {
    // after a lost connection a browser asks again by itself; after a refusal it does not
    if (source?.readyState !== EventSource.CLOSED) return
    source = null
    again = setTimeout(heed, pauseMs * (1 + Math.random()))
  })
}

// A browser keeps few connections to one server: only the window that is looked at holds one.
const heed = () => {
  clearTimeout(again)
  if (document.visibilityState === 'visible') {
    if (!source) listen()
  } else {
    source?.close()
    source = null
  }
}

document.addEventListener('visibilitychange', heed)
addEventListener('pagehide', () => source?.close())
heed()
