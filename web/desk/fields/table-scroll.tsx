import type { ReactNode } from 'react'
import './table-scroll.css'

/** A table wider than the screen is scrolled, by keyboard too. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus.
    <section className="table-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
