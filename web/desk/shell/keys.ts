import { useEffect, useEffectEvent } from 'react'

/** `{ j: next, escape: close, 'ctrl+enter': send }`; letters as typed, so that `?` is `?`. */
export type KeyBindings = Readonly<Record<string, (event: KeyboardEvent) => void>>

/** Keys of a page. Silent while a person writes or a dialog is open, but for combinations with Ctrl and Escape. */
export function useKeys(bindings: KeyBindings, enabled = true): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.metaKey || event.altKey) return
    const key = event.key.length > 1 ? event.key.toLowerCase() : event.key
    const name = event.ctrlKey ? `ctrl+${key.toLowerCase()}` : key
    const act = bindings[name]
    const alwaysHeard = event.ctrlKey || event.key === 'Escape'
    if (act === undefined || (!alwaysHeard && isWriting(event.target)) || isDialogOpen()) return
    event.preventDefault()
    act(event)
  })
  useEffect(() => {
    if (!enabled) return
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [enabled])
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && target.type === 'checkbox')
  )
}

function isDialogOpen(): boolean {
  return document.querySelector('dialog[open], .ant-drawer-open') !== null
}
