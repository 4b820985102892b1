import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react'
import type { Me } from '#kernel/identity/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { addEntry } from '../../ui/outbox/store.ts'
import { PageTitle } from '../../ui/page.tsx'
import { type Fix, usePosition } from '../../ui/position.ts'
import { findPlaceAt } from '../../ui/reference.ts'
import { useSession } from '../../ui/session.tsx'
import { useOnline } from '../../ui/states.tsx'
import { useGo } from '../links.ts'
import { caseTexts } from '../messages/case.ts'
import { outboxTexts } from '../messages/outbox.ts'
import { PhotoField } from '../photos/photo-field.tsx'
import { VoiceButton } from '../voice-button.tsx'
import { type Draft, useDraft } from './draft.ts'

/** A new appeal seen on site: photo, position, a few words. */
export function ReportPage() {
  const t = useText(outboxTexts)
  const common = useText(caseTexts)
  const isOnline = useOnline()
  const go = useGo()
  const { me } = useSession()
  const { draft, change, appendText, clear } = useDraft()
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const submit = async () => {
    const found = check(draft, t)
    setErrors(found)
    if (found.length > 0) return
    await addEntry({ owner: me?.id ?? '', title: t('report'), photos: draft.photos, work: workOf(draft, me) })
    await clear()
    await go({ to: '/outbox' })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form className="group" onSubmit={onSubmit} noValidate>
      <PageTitle title={t('report.title')} />
      <ErrorSummary errors={errors} />
      <PhotoField photos={draft.photos} onChange={(photos) => change({ photos })} />
      <Here point={draft.point} onFound={(point) => change({ point })} />
      <TextField
        id="address"
        label={t('report.address')}
        value={draft.address}
        errors={errors}
        onChange={(event) => change({ address: event.target.value })}
      />
      <TextArea
        id="text"
        label={t('report.text')}
        value={draft.text}
        errors={errors}
        rows={4}
        onChange={(event) => change({ text: event.target.value })}
      />
      <VoiceButton onText={appendText} />
      <Button kind="main" type="submit" className="submit">
        {isOnline ? common('submit') : common('submit.offline')}
      </Button>
      <p className="muted">{t('report.kept')}</p>
    </form>
  )
}

type Say = ReturnType<typeof useText<keyof typeof outboxTexts>>

function check(draft: Draft, t: Say): FieldError[] {
  const errors: FieldError[] = []
  if (draft.point === null && draft.address.trim() === '')
    errors.push({ field: 'address', message: t('report.where.missing') })
  if ([...draft.text.trim()].length < 5) errors.push({ field: 'text', message: t('report.text.short') })
  return errors
}

/** Without a position the report belongs to the grid worker's own place. */
function workOf(draft: Draft, me: Me | undefined) {
  const { point, address, text } = draft
  const places = me?.posts.filter((p) => p.role === 'grid-worker').flatMap((p) => p.places) ?? []
  const [place] = places
  const where = {
    ...(point === null ? {} : { point: { lon: point.lon, lat: point.lat } }),
    ...(address.trim() === '' ? {} : { address: address.trim() }),
    ...(point === null && places.length === 1 && place !== undefined ? { place } : {}),
  }
  return { kind: 'report' as const, body: { text: text.trim(), channel: 'grid', where } }
}

function Here({ point, onFound }: { point: Fix | null; onFound: (point: Fix) => void }) {
  const t = useText(outboxTexts)
  const { fix, state, locate } = usePosition()
  const found = useEffectEvent(onFound)
  useEffect(() => {
    if (fix !== null) found(fix)
  }, [fix])
  const { data } = useQuery({
    queryKey: ['places', 'at', point?.lon.toFixed(4), point?.lat.toFixed(4)],
    queryFn: () => findPlaceAt({ lon: point?.lon ?? 0, lat: point?.lat ?? 0 }),
    enabled: point !== null,
    retry: false,
  })
  const place =
    data?.place?.name ?? (point === null ? '' : `${point.lat.toFixed(5)}, ${point.lon.toFixed(5)}`)
  return (
    <div>
      <Button busy={state === 'locating'} onClick={locate} className="wide">
        <span aria-hidden="true">◎</span> {t(state === 'locating' ? 'report.locating' : 'report.here')}
      </Button>
      <p role="status" className={state === 'failed' ? 'field-error' : 'located'}>
        {state === 'failed' && t('report.failed')}
        {state !== 'failed' && point !== null && t('report.located', { place })}
        {state !== 'failed' && point !== null && t('report.accuracy', { meters: Math.round(point.accuracy) })}
      </p>
    </div>
  )
}
