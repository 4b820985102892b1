import type { ReactNode } from 'react'
import { useSyncExternalStore } from 'react'
import { ApiProblem, NetworkFailure } from './api.ts'
import { useText } from './i18n.tsx'
import { commonTexts } from './messages/common.ts'

/** Grey lines in the shape of what is coming. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const t = useText(commonTexts)
  return (
    <div className="skeleton" role="status" aria-busy="true">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same and never move.
        <span key={i} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  )
}

/** Nothing here yet, and what to do first. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state state-empty">
      <p className="state-title">{title}</p>
      {children}
    </div>
  )
}

/** What happened, what was kept, what to do. Knows offline, no permission and not found from other errors. */
export function Failure({
  error,
  onRetry,
  signIn,
}: {
  error: unknown
  onRetry?: () => void
  signIn?: ReactNode
}) {
  const t = useText(commonTexts)
  const { title, text, trace } = useExplanation(error)
  const needsSignIn = error instanceof ApiProblem && error.status === 401
  return (
    <div className="state state-failure" role="alert">
      <p className="state-title">
        <span aria-hidden="true">▲ </span>
        {title}
      </p>
      {text !== '' && <p>{text}</p>}
      {trace !== '' && <p className="state-trace">{t('error.trace', { trace })}</p>}
      {needsSignIn && signIn}
      {onRetry !== undefined && !needsSignIn && (
        <button type="button" className="button button-plain" onClick={onRetry}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}

function useExplanation(error: unknown): { title: string; text: string; trace: string } {
  const t = useText(commonTexts)
  if (error instanceof NetworkFailure)
    return { title: t('offline.title'), text: t('offline.text'), trace: '' }
  if (!(error instanceof ApiProblem)) return { title: t('error.title'), text: '', trace: '' }
  if (error.status === 401) return { title: t('denied.sign-in'), text: '', trace: '' }
  if (error.status === 403) return { title: t('denied.title'), text: error.message, trace: '' }
  if (error.status === 404) return { title: t('missing.title'), text: error.message, trace: '' }
  return { title: t('error.title'), text: error.message, trace: error.status >= 500 ? error.trace : '' }
}

/** One sentence for a failed action, to stand beside its button. */
export function useFailureText(): (error: unknown) => string {
  const t = useText(commonTexts)
  return (error) => {
    if (error instanceof ApiProblem) return error.message
    return error instanceof NetworkFailure ? t('offline.text') : t('error.title')
  }
}

export function NoPermission() {
  const t = useText(commonTexts)
  return (
    <div className="state state-failure">
      <p className="state-title">{t('denied.title')}</p>
      <p>{t('denied.text')}</p>
    </div>
  )
}

export function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('online', changed)
      window.addEventListener('offline', changed)
      return () => {
        window.removeEventListener('online', changed)
        window.removeEventListener('offline', changed)
      }
    },
    () => navigator.onLine,
  )
}

/** Stands above a page while the device is offline. */
export function OfflineBanner() {
  const t = useText(commonTexts)
  const isOnline = useOnline()
  return (
    <div role="status" className="offline-banner" hidden={isOnline}>
      {isOnline ? '' : t('offline.banner')}
    </div>
  )
}
