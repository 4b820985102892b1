import { Link, useRouterState } from '@tanstack/react-router'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Me } from '#kernel/identity/contract'
import { useText } from '../../ui/i18n.tsx'
import { shellTexts } from '../messages/shell.ts'
import { pages as allPages, inHeaderOrder } from './nav.ts'

type Page = ReturnType<typeof inHeaderOrder>[number]

/** The pages in one row; what has no room there is behind “more”. A phone scrolls through all of them instead. */
export function Navigation({ me }: { me: Me }) {
  const t = useText(shellTexts)
  const pages = inHeaderOrder(me)
  const row = useRef<HTMLDivElement>(null)
  const fits = useFitting(row, pages.length)
  return (
    <nav aria-label={t('nav')} className="desk-nav">
      <div ref={row} className="desk-nav-row">
        {pages.map((page, n) => (
          <PageLink key={page.to} page={page} {...(n < fits ? {} : { className: 'desk-nav-out' })} />
        ))}
      </div>
      {fits < pages.length && <More pages={pages.slice(fits)} />}
    </nav>
  )
}

/**
 * How many of a row's children stand in its first line: the row wraps, is one line high and clips the rest. “More” beside
 * it makes it narrower, which only ever moves links out, so that it does not flicker.
 */
function useFitting(row: RefObject<HTMLElement | null>, count: number): number {
  const [fits, setFits] = useState(count)
  useLayoutEffect(() => {
    const element = row.current
    if (element === null) return
    const measure = () => {
      const links = [...element.children] as HTMLElement[]
      const top = links[0]?.offsetTop ?? 0
      const out = links.findIndex((link) => link.offsetTop > top)
      setFits(out === -1 ? count : out)
    }
    measure()
    // The links too: another language, a bold current page and a font that comes late change their widths.
    const observer = new ResizeObserver(measure)
    for (const one of [element, ...element.children]) observer.observe(one)
    return () => observer.disconnect()
  }, [row, count])
  return Math.min(fits, count)
}

function More({ pages }: { pages: readonly Page[] }) {
  const t = useText(shellTexts)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const menu = useRef<HTMLDetailsElement>(null)
  // A menu that was chosen from closes.
  useEffect(() => {
    if (path !== '' && menu.current !== null) menu.current.open = false
  }, [path])
  return (
    <details ref={menu} className="desk-more" data-current={pages.some((page) => page.to === path)}>
      <summary>{t('more')}</summary>
      <div>
        {pages.map((page) => (
          <PageLink key={page.to} page={page} />
        ))}
      </div>
    </details>
  )
}

/** Whether another page's address begins with this one: then only the address itself is this page. */
const isAbove = (to: string) => allPages.some((page) => page.to !== to && page.to.startsWith(to))

function PageLink({ page, className }: { page: Page; className?: string }) {
  const t = useText(shellTexts)
  return (
    <Link
      to={page.to}
      {...(className === undefined ? {} : { className })}
      activeOptions={{ exact: isAbove(page.to), includeSearch: false }}
    >
      {t(`nav.${page.name}`)}
    </Link>
  )
}
