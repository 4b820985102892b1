import { type ChangeEvent, type ReactNode, useState } from 'react'
import { useJoin, useText } from './i18n.tsx'
import { commonTexts } from './messages/common.ts'

interface FilePickProps {
  readonly id: string
  readonly label: ReactNode
  readonly accept: string
  readonly multiple?: boolean
  readonly describedBy?: string
  readonly onFiles: (files: readonly File[]) => void
}

/** A file input that speaks the language of the page; the browser's own speaks that of the browser. */
export function FilePick({ id, label, accept, multiple = false, describedBy, onFiles }: FilePickProps) {
  const t = useText(commonTexts)
  const join = useJoin()
  const [names, setNames] = useState('')
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    setNames(join(files.map((file) => file.name)))
    onFiles(files)
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="file-pick">
        <input
          id={id}
          type="file"
          accept={accept}
          multiple={multiple}
          aria-describedby={describedBy}
          onChange={choose}
        />
        <span className="button" aria-hidden="true">
          {t('file.choose')}
        </span>
        <span className="file-names">{names === '' ? t('file.none') : names}</span>
      </div>
    </div>
  )
}
