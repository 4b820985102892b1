import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useVoice } from '../../ui/voice.ts'
import { MicrophoneIcon } from '../icons.tsx'
import { reportTexts } from '../messages/report.ts'

/** Absent where the browser cannot listen. Says where the voice goes before it is used. */
export function VoiceInput({ onText }: { onText: (text: string) => void }) {
  const t = useText(reportTexts)
  const { locale } = useLanguage()
  const { isPossible, state, start, stop } = useVoice(locale, onText)
  if (!isPossible) return null
  const isListening = state === 'listening'
  return (
    <div className="voice">
      <button
        type="button"
        className="button"
        aria-pressed={isListening}
        onClick={isListening ? stop : start}
      >
        <MicrophoneIcon />
        {t(isListening ? 'voice.stop' : 'voice.start')}
      </button>
      <p role="status" className="field-hint">
        {t(isListening ? 'voice.listening' : state === 'failed' ? 'voice.failed' : 'voice.note')}
      </p>
    </div>
  )
}
