import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { useNow } from '../../ui/clock.ts'
import { useText } from '../../ui/i18n.tsx'
import { shellTexts } from '../messages/shell.ts'
import { useKeys } from './keys.ts'

/** Time to call back a sending that was a slip of the hand. */
const delayMs = 5000

interface Delayed {
  readonly id: string
  readonly text: string
  readonly at: number
}

interface Said {
  readonly text: string
  /** The case that it is about. */
  readonly id: string
}

interface DelayedSends {
  /** Ids whose sending waits. */
  readonly waiting: ReadonlySet<string>
  send(id: string, text: string, run: () => void): void
  /** Tells what became of a sending whose case is no longer open. */
  say(text: string, id: string): void
}

const DelayedContext = createContext<DelayedSends>({
  waiting: new Set(),
  send: (_id, _text, run) => run(),
  say: () => undefined,
})

export function useDelayed(): DelayedSends {
  return useContext(DelayedContext)
}

/** Sends after five seconds and offers to take it back until then. Closing the page asks first. */
export function DelayedProvider({ children }: { children: ReactNode }) {
  const [items, setItems] = useState<readonly Delayed[]>([])
  const [said, setSaid] = useState<Said>()
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>())
  const drop = (id: string) => {
    clearTimeout(timers.current.get(id))
    timers.current.delete(id)
    setItems((all) => all.filter((item) => item.id !== id))
  }
  const send = (id: string, text: string, run: () => void) => {
    if (timers.current.has(id)) return
    const finish = () => {
      drop(id)
      run()
    }
    timers.current.set(id, setTimeout(finish, delayMs))
    setItems((all) => [...all, { id, text, at: performance.now() }])
  }
  useAskBeforeLeaving(items.length > 0)
  const waiting = new Set(items.map((item) => item.id))
  return (
    <DelayedContext value={{ waiting, send, say: (text, id) => setSaid({ text, id }) }}>
      {children}
      <div className="delayed no-print">
        {said !== undefined && <SaidBox said={said} onClose={() => setSaid(undefined)} />}
        <DelayedList items={items} onUndo={drop} />
      </div>
    </DelayedContext>
  )
}

function useAskBeforeLeaving(isWaiting: boolean): void {
  useEffect(() => {
    if (!isWaiting) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isWaiting])
}

function SaidBox({ said, onClose }: { said: Said; onClose: () => void }) {
  const t = useText(shellTexts)
  return (
    <p role="alert" className="delayed-item delayed-failed">
      <span>▲ {said.text}</span>{' '}
      <a className="button" href={`/desk/?tab=all&case=${said.id}`}>
        {t('open-case')}
      </a>
      <button type="button" className="button" onClick={onClose}>
        {t('close')}
      </button>
    </p>
  )
}

function DelayedList({ items, onUndo }: { items: readonly Delayed[]; onUndo: (id: string) => void }) {
  const t = useText(shellTexts)
  const last = items.at(-1)
  useKeys({ z: () => last !== undefined && onUndo(last.id) }, last !== undefined)
  return (
    <div role="status">
      {items.map((item) => (
        <p key={item.id} className="delayed-item">
          <span>{item.text}</span> <Countdown since={item.at} />
          <button type="button" className="button" onClick={() => onUndo(item.id)}>
            {t('undo')} <kbd>z</kbd>
          </button>
        </p>
      ))}
    </div>
  )
}

function Countdown({ since }: { since: number }) {
  const t = useText(shellTexts)
  useNow(1)
  const seconds = Math.max(1, Math.ceil((delayMs - (performance.now() - since)) / 1000))
  return (
    <span className="numbers" aria-hidden="true">
      {t('undo.in', { seconds })}
    </span>
  )
}
