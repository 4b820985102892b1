import { useId, useState } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { CameraIcon } from '../icons.tsx'
import { reportTexts } from '../messages/report.ts'
import type { DraftPhoto } from './draft.ts'
import { uploadPhoto } from './pictures.ts'

const limit = 9

/** A photo on its way; one that failed waits for another try. */
export interface PendingPhoto {
  readonly file: File
  readonly error: string | null
}

interface PhotosProps {
  readonly photos: readonly DraftPhoto[]
  readonly pending: readonly PendingPhoto[]
  readonly onAdd: (files: readonly File[]) => void
  readonly onRemove: (hash: string) => void
  readonly onDrop: (photo: PendingPhoto) => void
}

/** Uploads at once, one after the other, so that submitting is quick and a weak line carries one photo at a time. */
export function usePhotoUpload(onStored: (photo: DraftPhoto) => void) {
  const [pending, setPending] = useState<readonly PendingPhoto[]>([])
  const failureText = useFailureText()
  const upload = async (file: File) => {
    try {
      onStored(await uploadPhoto(file))
      setPending((now) => now.filter((p) => p.file !== file))
    } catch (error) {
      setPending((now) => now.map((p) => (p.file === file ? { file, error: failureText(error) } : p)))
    }
  }
  const add = async (files: readonly File[]) => {
    setPending((now) => [
      ...now.filter((p) => !files.includes(p.file)),
      ...files.map((file) => ({ file, error: null })),
    ])
    for (const file of files) await upload(file)
  }
  const drop = (photo: PendingPhoto) => setPending((now) => now.filter((p) => p.file !== photo.file))
  return { pending, add, drop }
}

export function Photos({ photos, pending, onAdd, onRemove, onDrop }: PhotosProps) {
  const t = useText(reportTexts)
  const id = useId()
  const room = limit - photos.length - pending.length
  return (
    <section className="photos" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('photos.title')}</h2>
      <p id={`${id}-hint`} className="field-hint">
        {t('photos.hint')}
      </p>
      <ul className="photo-list">
        {photos.map((photo, i) => (
          <li key={photo.hash} className="photo">
            {photo.preview === '' ? (
              <span className="photo-blank">{t('photos.alt', { number: i + 1 })}</span>
            ) : (
              <img src={photo.preview} alt={t('photos.alt', { number: i + 1 })} />
            )}
            <button
              type="button"
              className="photo-remove"
              aria-label={t('photos.remove', { number: i + 1 })}
              onClick={() => onRemove(photo.hash)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <ul role="status" className="photo-pending">
        {pending.map((photo) => (
          <li key={`${photo.file.name} ${photo.file.size} ${photo.file.lastModified}`}>
            {photo.error === null ? (
              t('photos.uploading')
            ) : (
              <PhotoFailure photo={photo} onRetry={() => onAdd([photo.file])} onDrop={() => onDrop(photo)} />
            )}
          </li>
        ))}
      </ul>
      {room > 0 && (
        <label className="button photo-add">
          <CameraIcon />
          {t('photos.add')}
          <input
            type="file"
            accept="image/*"
            multiple
            className="visually-hidden"
            aria-describedby={`${id}-hint`}
            onChange={({ target }) => {
              onAdd([...(target.files ?? [])].slice(0, room))
              target.value = ''
            }}
          />
        </label>
      )}
    </section>
  )
}

interface PhotoFailureProps {
  readonly photo: PendingPhoto
  readonly onRetry: () => void
  readonly onDrop: () => void
}

function PhotoFailure({ photo, onRetry, onDrop }: PhotoFailureProps) {
  const t = useText(reportTexts)
  return (
    <>
      <span className="field-error">
        {photo.file.name} {t('photos.failed')}
      </span>{' '}
      <span>{photo.error}</span>{' '}
      <button type="button" className="link-button" onClick={onRetry}>
        {t('photos.retry')}
      </button>{' '}
      <button
        type="button"
        className="link-button"
        onClick={onDrop}
        aria-label={t('photos.drop', { name: photo.file.name })}
      >
        ×
      </button>
    </>
  )
}
