import { type RefObject, useEffect } from 'react'

/**
 * On a wall nothing is scrolled: of what is longer than its box the lines that do not fit whole are not shown. They keep
 * their place, so that nothing moves while it is measured; what is hidden is hidden from readers of screens as well.
 */
export function useWholeLines(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const show = () => {
      const end = element.getBoundingClientRect().bottom + 1
      for (const line of element.querySelectorAll<HTMLElement>('tr, li'))
        line.style.visibility = line.getBoundingClientRect().bottom > end ? 'hidden' : ''
    }
    const size = new ResizeObserver(show)
    size.observe(element)
    const content = new MutationObserver(show)
    content.observe(element, { childList: true, subtree: true, characterData: true })
    show()
    return () => {
      size.disconnect()
      content.disconnect()
    }
  }, [box])
}
