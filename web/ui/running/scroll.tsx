import { type ReactNode, useRef } from 'react'
import { useWholeLines } from './use-whole-lines.ts'

/** A table wider than its card is scrolled, by keyboard too. No two of a page have one label. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus.
    <section className="run-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}

/** A table on a wall, where nobody scrolls: as many rows as there is room for. */
export function Still({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null)
  useWholeLines(box)
  return (
    <section ref={box} className="run-still" aria-label={label}>
      {children}
    </section>
  )
}
