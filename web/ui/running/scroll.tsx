import type { ReactNode } from 'react'

/** A table wider than its card is scrolled, by keyboard too. No two of a page have one label. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus.
    <section className="run-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
