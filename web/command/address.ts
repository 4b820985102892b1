import { useSyncExternalStore } from 'react'

/** Which cases a list shows; each number of the page names one. */
export type ListName = 'submitted' | 'answered' | 'open' | 'overdue' | 'rated' | 'newest' | 'category' | 'day'

/** What is open above the page. It stands in the address, so that a link opens the same view. */
export interface View {
  readonly list?: ListName
  readonly place?: string
  readonly category?: string
  readonly day?: string
  /** Case id. */
  readonly case?: string
  /** Warning id; `all` for the list of them. */
  readonly warning?: string
}

const names = ['list', 'place', 'category', 'day', 'case', 'warning'] as const
const changed = 'zhizhi-view'

export function readView(search: string): View {
  const params = new URLSearchParams(search)
  return Object.fromEntries(
    names.flatMap((name) => (params.has(name) ? [[name, params.get(name)]] : [])),
  ) as View
}

/** Opens a view; an empty one closes the drawer. The browser's back button leads out the same way. */
export function openView(view: View): void {
  const params = new URLSearchParams(window.location.search)
  for (const name of names) {
    const value = view[name]
    if (value === undefined) params.delete(name)
    else params.set(name, value)
  }
  const text = params.toString()
  window.history.pushState(null, '', text === '' ? window.location.pathname : `?${text}`)
  window.dispatchEvent(new Event(changed))
}

function subscribe(tell: () => void): () => void {
  window.addEventListener('popstate', tell)
  window.addEventListener(changed, tell)
  return () => {
    window.removeEventListener('popstate', tell)
    window.removeEventListener(changed, tell)
  }
}

export function useView(): View {
  const search = useSyncExternalStore(subscribe, () => window.location.search)
  return readView(search)
}
