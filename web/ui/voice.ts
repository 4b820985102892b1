import { useEffect, useRef, useState } from 'react'

/** The part of the Web Speech API that is used; TypeScript's DOM types leave it out. */
interface Recognition {
  lang: string
  continuous: boolean
  interimResults: boolean
  onresult:
    | ((event: {
        results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>
        resultIndex: number
      }) => void)
    | null
  onerror: (() => void) | null
  onend: (() => void) | null
  start(): void
  stop(): void
}

type RecognitionClass = new () => Recognition
export type VoiceState = 'idle' | 'listening' | 'failed'

function findRecognition(): RecognitionClass | undefined {
  const w = window as unknown as Record<string, RecognitionClass | undefined>
  return w.SpeechRecognition ?? w.webkitSpeechRecognition
}

/** Speaking instead of typing, where the browser can; each finished sentence is handed on. */
export function useVoice(language: 'zh' | 'en', onText: (text: string) => void) {
  const [state, setState] = useState<VoiceState>('idle')
  const running = useRef<Recognition | null>(null)
  useEffect(() => () => running.current?.stop(), [])
  const Class = findRecognition()
  const start = () => {
    if (Class === undefined) return
    const recognition = new Class()
    Object.assign(recognition, {
      lang: language === 'zh' ? 'zh-CN' : 'en-US',
      continuous: true,
      interimResults: false,
    })
    recognition.onresult = ({ results, resultIndex }) => {
      for (const result of Array.from(results).slice(resultIndex))
        if (result.isFinal) onText(result[0]?.transcript ?? '')
    }
    recognition.onerror = () => setState('failed')
    recognition.onend = () => setState((now) => (now === 'failed' ? now : 'idle'))
    running.current = recognition
    recognition.start()
    setState('listening')
  }
  return { isPossible: Class !== undefined, state, start, stop: () => running.current?.stop() }
}
