import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDuration } from '#kernel/clock/rules'
import type { UrgencyLimits } from '#modules/duties/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useParam } from '../../ui/links.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { TickIcon } from '../icons.tsx'
import { Link } from '../links.ts'
import { receiptTexts } from '../messages/report.ts'
import { useDraft } from './draft-store.ts'

/** The number to keep, and what happens next by the limits that apply. */
export function ReceiptPage() {
  const t = useText(receiptTexts)
  const number = useParam('number')
  const id = useParam('id')
  const { receipts } = useDraft()
  const isNamed = receipts.find((r) => r.id === id)?.named ?? false
  return (
    <div className="page">
      <div className="receipt">
        <span className="receipt-tick">
          <TickIcon />
        </span>
        <PageTitle title={t('title')} />
        <p>{t('number')}</p>
        <p className="receipt-number numbers">{number}</p>
        <ReceiptButtons number={number} id={id} />
      </div>
      <p className="privacy">{t(isNamed ? 'keep.named' : 'keep.anonymous')}</p>
      <NextSteps />
      <div className="main-action no-print">
        <Link to="/track/$number/$id" params={{ number, id }} className="button button-main">
          {t('follow')}
        </Link>
        <Link to="/" className="button">
          {t('home')}
        </Link>
      </div>
    </div>
  )
}

function ReceiptButtons({ number, id }: { number: string; id: string }) {
  const t = useText(receiptTexts)
  const [said, setSaid] = useState('')
  const copy = () =>
    navigator.clipboard === undefined
      ? setSaid(t('copy.failed'))
      : navigator.clipboard.writeText(number).then(
          () => setSaid(t('copied')),
          () => setSaid(t('copy.failed')),
        )
  const save = () => {
    const link = `${window.location.origin}/track/${number}/${id}`
    const text = [t('file.title'), t('file.number', { number }), t('file.link', { link })].join('\n')
    const anchor = document.createElement('a')
    anchor.href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain;charset=utf-8' }))
    anchor.download = `${number}.txt`
    anchor.click()
    URL.revokeObjectURL(anchor.href)
  }
  return (
    <div className="receipt-buttons no-print">
      <Button onClick={() => void copy()}>{t('copy')}</Button>
      <Button onClick={save}>{t('save')}</Button>
      <Button onClick={() => window.print()}>{t('print')}</Button>
      <p role="status">{said}</p>
    </div>
  )
}

function NextSteps() {
  const t = useText(receiptTexts)
  const { locale } = useLanguage()
  const { data } = useQuery({
    queryKey: ['urgency'],
    queryFn: ({ signal }) => api.get<UrgencyLimits>('/urgency', undefined, signal),
  })
  const limits = data?.normal
  if (limits === undefined) return null
  const time = (clock: keyof typeof limits) => formatDuration(limits[clock], locale)
  return (
    <section className="group" aria-labelledby="next">
      <h2 id="next">{t('next')}</h2>
      <ol className="next-steps">
        <li>{t('next.dispatch', { time: time('dispatch') })}</li>
        <li>{t('next.accept', { time: time('accept') })}</li>
        <li>{t('next.answer', { time: time('answer') })}</li>
        <li>{t('next.rate')}</li>
      </ol>
      <p className="field-hint">{t('next.note')}</p>
    </section>
  )
}
