import { TextArea } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useGo } from '../links.ts'
import { reportTexts } from '../messages/report.ts'
import { draftErrors } from './draft.ts'
import { addPhoto, appendText, changeDraft, removePhoto, useDraft } from './draft-store.ts'
import { Neighbours } from './neighbours.tsx'
import { Photos, usePhotoUpload } from './photos.tsx'
import { StepPage, useStepErrors } from './step-page.tsx'
import { VoiceInput } from './voice.tsx'

export function WhatPage() {
  const t = useText(reportTexts)
  const go = useGo()
  const { draft } = useDraft()
  const upload = usePhotoUpload(addPhoto)
  const { errors, attempt, check } = useStepErrors(() => [
    ...draftErrors(draft, 'what', false).map(({ field, text }) => ({ field, message: t(text) })),
    ...upload.pending.slice(0, 1).map(({ error }) => ({
      field: 'photos',
      message: t(error === null ? 'photos.waiting' : 'photos.broken'),
    })),
  ])
  return (
    <StepPage
      step={1}
      title={t('what.title')}
      next={t('next')}
      errors={errors}
      attempt={attempt}
      onNext={() => check() && void go({ to: '/report/where' })}
    >
      <TextArea
        id="text"
        label={t('what.label')}
        hint={t('what.hint')}
        errors={errors}
        rows={7}
        value={draft.text}
        onChange={({ target }) => changeDraft({ text: target.value })}
      />
      <Neighbours />
      <VoiceInput onText={appendText} />
      <div id="photos" tabIndex={-1}>
        <Photos
          photos={draft.photos}
          pending={upload.pending}
          onAdd={(files) => void upload.add(files)}
          onRemove={removePhoto}
          onDrop={upload.drop}
        />
      </div>
    </StepPage>
  )
}
