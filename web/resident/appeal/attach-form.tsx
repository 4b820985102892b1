import { type FormEvent, useState } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { appealTexts } from '../messages/mine.ts'
import type { DraftPhoto } from '../report/draft.ts'
import { Photos, usePhotoUpload } from '../report/photos.tsx'
import type { ActionFormProps } from './actions.tsx'
import { FormFrame } from './form-frame.tsx'

export function AttachForm(form: ActionFormProps) {
  const t = useText(appealTexts)
  const [photos, setPhotos] = useState<readonly DraftPhoto[]>([])
  const [isEmpty, setEmpty] = useState(false)
  const upload = usePhotoUpload((photo) =>
    setPhotos((now) => [...now.filter((p) => p.hash !== photo.hash), photo]),
  )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setEmpty(photos.length === 0)
    if (photos.length > 0 && upload.pending.length === 0)
      form.send({ files: photos.map((photo) => photo.hash) })
  }
  const problem = isEmpty && photos.length === 0 ? t('attach.empty') : form.problem
  return (
    <FormFrame
      {...form}
      problem={problem}
      submit={t(form.busy ? 'sending' : 'attach.send')}
      onSubmit={onSubmit}
    >
      <Photos
        photos={photos}
        pending={upload.pending}
        onAdd={(files) => void upload.add(files)}
        onRemove={(hash) => setPhotos((now) => now.filter((p) => p.hash !== hash))}
        onDrop={upload.drop}
      />
    </FormFrame>
  )
}
