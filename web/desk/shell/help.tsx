import { useEffect, useRef } from 'react'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { shellTexts } from '../messages/shell.ts'
import type { pages } from './nav.ts'

const keys = [
  ['j', 'key.next'],
  ['k', 'key.previous'],
  ['Enter', 'key.open'],
  ['x', 'key.select'],
  ['1 … 9', 'key.action'],
  ['d', 'key.accept-proposal'],
  ['z', 'key.undo'],
  ['/', 'key.search'],
  ['Esc', 'key.close'],
  ['Ctrl+Enter', 'key.send'],
  ['?', 'key.help'],
] as const

interface HelpProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly pages: readonly (typeof pages)[number][]
}

/** All keys on one sheet; a native dialog holds the focus and gives it back. */
export function Help({ isOpen, onClose, pages }: HelpProps) {
  const t = useText(shellTexts)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">{t('help.title')}</h2>
      <dl className="help-keys">
        {keys.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
        {pages
          .filter((page) => page.key !== null)
          .map((page) => (
            <div key={page.to}>
              <dt>
                <kbd>g</kbd> <kbd>{page.key}</kbd>
              </dt>
              <dd>{t(`nav.${page.name}`)}</dd>
            </div>
          ))}
      </dl>
      <p className="muted">{t('help.deadlines')}</p>
      <Button onClick={onClose}>{t('close')}</Button>
    </dialog>
  )
}
