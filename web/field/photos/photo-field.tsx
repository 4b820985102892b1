import { type ChangeEvent, useEffect, useState } from 'react'
import { useText } from '../../ui/i18n.tsx'
import type { WaitingPhoto } from '../../ui/outbox/entry.ts'
import { outboxTexts } from '../messages/outbox.ts'

const most = 9

interface PhotoFieldProps {
  readonly photos: readonly WaitingPhoto[]
  readonly onChange: (photos: readonly WaitingPhoto[]) => void
}

/** The camera in one touch; the pictures stay on the phone as files until they are sent. */
export function PhotoField({ photos, onChange }: PhotoFieldProps) {
  const t = useText(outboxTexts)
  // Kept at once as it was taken, so that nothing is lost; made smaller when it is sent.
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])].slice(0, most - photos.length)
    event.target.value = ''
    onChange([
      ...photos,
      ...files.map((file): WaitingPhoto => ({ name: 'photo.jpg', blob: file, hash: null })),
    ])
  }
  return (
    <div className="photo-field">
      {photos.length < most ? (
        <label className="button photo-button">
          <CameraIcon />
          {t(photos.length === 0 ? 'report.photo' : 'report.photo.more')}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            className="visually-hidden"
            onChange={take}
          />
        </label>
      ) : (
        <p className="muted">{t('report.photo.full')}</p>
      )}
      <ul className="photos">
        {photos.map((photo, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pictures have no name of their own until they are sent.
          <li key={i}>
            <PhotoPreview photo={photo} alt={t('report.photo.alt', { n: i + 1 })} />
            <button
              type="button"
              className="photo-remove"
              aria-label={t('report.photo.remove', { n: i + 1 })}
              onClick={() => onChange(photos.filter((_, at) => at !== i))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function PhotoPreview({ photo, alt }: { photo: WaitingPhoto; alt: string }) {
  const { blob } = photo
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (blob === null) return
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address === undefined ? null : <img src={address} alt={alt} className="photo" />
}

export function CameraIcon() {
  return (
    <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
      <path
        d="M4 8h4l2-3h4l2 3h4v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
      />
    </svg>
  )
}
