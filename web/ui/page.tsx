import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from './i18n.tsx'
import { commonTexts } from './messages/common.ts'

/** The first thing that the Tab key reaches. The page's `<main id="main" tabIndex={-1}>` is its target. */
export function SkipLink() {
  const t = useText(commonTexts)
  return (
    <a className="skip-link" href="#main">
      {t('skip')}
    </a>
  )
}

/** The heading of a page: names the browser tab, and takes the focus when the page changes, so that it is read out. */
export function PageTitle({ children, title }: { title: string; children?: ReactNode }) {
  const t = useText(commonTexts)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${t('product')}`
  }, [title, t])
  useEffect(() => {
    // The first page of a visit leaves the focus where the browser put it.
    if (document.documentElement.dataset.visited === 'yes') heading.current?.focus()
    document.documentElement.dataset.visited = 'yes'
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  )
}
