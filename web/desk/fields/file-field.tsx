import { useMutation } from '@tanstack/react-query'
import { api } from '../../ui/api.ts'
import { FilePick } from '../../ui/file-pick.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { formTexts } from '../messages/forms.ts'
import { Thumbnail } from './thumbnail.tsx'

interface FileFieldProps {
  readonly id: string
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (hashes: readonly string[]) => void
}

/** Uploads at once and keeps the hashes; pictures and PDF, as the server takes them. */
export function FileField({ id, label, value, onChange }: FileFieldProps) {
  const t = useText(formTexts)
  const failureText = useFailureText()
  const upload = useMutation({
    mutationFn: (files: readonly File[]) => {
      const form = new FormData()
      for (const file of files) form.append('files', file)
      return api.post<readonly { hash: string }[]>('/files', form)
    },
    onSuccess: (stored) => onChange([...new Set([...value, ...stored.map((file) => file.hash)])]),
  })
  return (
    <div className="field">
      <FilePick
        id={id}
        label={label}
        multiple
        accept="image/*,application/pdf"
        describedBy={`${id}-state`}
        onFiles={(files) => files.length > 0 && upload.mutate(files)}
      />
      <p id={`${id}-state`} role="status" className={upload.error === null ? 'muted' : 'field-error'}>
        {upload.isPending && t('files.sending')}
        {upload.error === null ? t('files.hint') : failureText(upload.error)}
      </p>
      <div className="thumbnails">
        {value.map((hash, i) => (
          <Thumbnail key={hash} hash={hash} no={i + 1} />
        ))}
      </div>
    </div>
  )
}
