// The palette: pages it came with, the buttons of this page, and accounts that the server knows.

const palette = document.querySelector('#palette')
const field = palette.querySelector('input')
const list = palette.querySelector('[role=listbox]')
const none = palette.querySelector('[data-none]')

const option = (name, detail, act) => {
  const item = document.createElement('div')
  item.role = 'option'
  item.tabIndex = -1
  const label = document.createElement('span')
  label.textContent = name
  const note = document.createElement('span')
  note.className = 'soft'
  note.textContent = detail
  item.append(label, note)
  item.act = act
  return item
}

const places = [...list.children]
for (const place of places) place.act = () => location.assign(place.dataset.go)
let actions = []
let accounts = []

/** Visible controls with a key do what the key does. */
const actionsHere = () =>
  [...document.querySelectorAll('main [data-key]')]
    .filter((control) => control.checkVisibility())
    .map((control) => {
      const key = control.dataset.key
      const name = control.innerText.replace(/\s+/g, ' ').trim()
      return option(name.endsWith(` ${key}`) ? name.slice(0, -key.length - 1) : name, key, () => {
        palette.hidePopover()
        control.click()
      })
    })

/** Every word asked for begins a word of the name. */
const fits = (item, words) => {
  const called = item.firstElementChild.textContent.toLowerCase().split(/[\s:]+/)
  return words.every((word) => called.some((part) => part.startsWith(word)))
}

const choose = (index) => {
  const items = [...list.children]
  items.forEach((item, i) => {
    item.id = `palette-${i}`
    item.setAttribute('aria-selected', String(i === index))
  })
  if (items[index]) field.setAttribute('aria-activedescendant', `palette-${index}`)
  else field.removeAttribute('aria-activedescendant')
  items[index]?.scrollIntoView({ block: 'nearest' })
}
const chosen = () => [...list.children].findIndex((item) => item.ariaSelected === 'true')

const draw = () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
  list.replaceChildren(...accounts, ...[...actions, ...places].filter((item) => fits(item, words)))
  none.hidden = list.children.length > 0
  choose(list.children.length > 0 ? 0 : -1)
}

let latest = 0
const ask = async () => {
  const mine = ++latest
  const text = field.value.trim()
  const answer = text ? await fetch(`/find?${new URLSearchParams({ text })}`) : null
  if (mine !== latest || (answer && !answer.ok)) return
  const found = answer ? await answer.json() : []
  accounts = found.map(({ name, detail, path }) => option(name, detail, () => location.assign(path)))
  draw()
}

let wait
field.addEventListener('input', () => {
  draw()
  clearTimeout(wait)
  wait = setTimeout(() => ask().catch(() => undefined), 120)
})
field.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step) {
    event.preventDefault()
    const count = list.children.length
    if (count > 0) choose((chosen() + step + count) % count)
  }
  // By itself a search field only empties, and the page's own key then leaves it.
  if (event.key === 'Escape') {
    event.preventDefault()
    event.stopPropagation()
    palette.hidePopover()
  }
  if (event.key === 'Enter' && chosen() >= 0) {
    event.preventDefault()
    list.children[chosen()].act()
  }
})
list.addEventListener('click', (event) => event.target.closest('[role=option]')?.act())

palette.addEventListener('beforetoggle', ({ newState }) => {
  if (newState !== 'open') return
  actions = actionsHere()
  accounts = []
  field.value = ''
  draw()
})
document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
  event.preventDefault()
  palette.togglePopover()
})
