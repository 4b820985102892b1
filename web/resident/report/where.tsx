import { lazy, Suspense, useState } from 'react'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlacePicker } from '../../ui/place-picker.tsx'
import { Loading } from '../../ui/states.tsx'
import { useGo } from '../links.ts'
import { reportTexts } from '../messages/report.ts'
import { draftErrors } from './draft.ts'
import { changeDraft, useDraft } from './draft-store.ts'
import { Locate, usePoint } from './locate.tsx'
import { Neighbours } from './neighbours.tsx'
import { StepPage, useStepErrors } from './step-page.tsx'

const PointMap = lazy(async () => ({ default: (await import('../../ui/point-map.tsx')).PointMap }))

export function WherePage() {
  const t = useText(reportTexts)
  const go = useGo()
  const { draft } = useDraft()
  const [isMapOpen, setMapOpen] = useState(false)
  const point = usePoint()
  const { errors, attempt, check } = useStepErrors(() =>
    draftErrors(draft, 'where', false).map(({ field, text }) => ({ field, message: t(text) })),
  )
  return (
    <StepPage
      step={2}
      title={t('where.title')}
      back="/report"
      next={t('next')}
      errors={errors}
      attempt={attempt}
      onNext={() => check() && void go({ to: '/report/who' })}
    >
      <p className="field-hint">{t('where.hint')}</p>
      {!draft.isNowhere && (
        <>
          <Locate state={point} />
          <TextField
            id="address"
            label={t('where.address')}
            hint={t('where.address-hint')}
            errors={errors}
            autoComplete="street-address"
            maxLength={200}
            value={draft.address}
            onChange={({ target }) => changeDraft({ address: target.value })}
          />
          <section className="group" aria-labelledby="where-list">
            <h2 id="where-list">{t('where.list')}</h2>
            <PlacePicker value={draft.place} onChange={(place) => changeDraft({ place })} />
          </section>
          <Button aria-expanded={isMapOpen} onClick={() => setMapOpen(!isMapOpen)}>
            {t(isMapOpen ? 'where.map-close' : 'where.map-open')}
          </Button>
          {isMapOpen && (
            <Suspense fallback={<Loading />}>
              <PointMap point={draft.point} onPick={(at) => void point.pick(at)} />
            </Suspense>
          )}
        </>
      )}
      <Neighbours />
      <label className="choice">
        <input
          type="checkbox"
          checked={draft.isNowhere}
          onChange={({ target }) => changeDraft({ isNowhere: target.checked })}
        />
        {t('where.none')}
      </label>
    </StepPage>
  )
}
