import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from '../controls.tsx'
import { useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'

/** The part of the Shape Detection API that is used; TypeScript's DOM types leave it out. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
type DetectorClass = new (options: { formats: readonly string[] }) => Detector

const lookEveryMs = 250

function findDetector(): DetectorClass | undefined {
  return (window as unknown as Record<string, DetectorClass | undefined>).BarcodeDetector
}

/** Where the browser reads codes itself; everywhere else people type, and the field says the same. */
export function hasScanner(): boolean {
  return findDetector() !== undefined && navigator.mediaDevices?.getUserMedia !== undefined
}

/** Reads a code into the field above it. Nothing of the picture is kept or sent. */
export function Scan({ title, onRead }: { title: string; onRead: (text: string) => void }) {
  const t = useText(runningTexts)
  const [state, setState] = useState<'idle' | 'open' | 'failed' | 'done'>('idle')
  const read = (text: string) => {
    setState('done')
    onRead(text)
  }
  return (
    <div className="run-scan">
      <Button
        aria-label={`${t(state === 'open' ? 'scan.stop' : 'scan')} · ${title}`}
        onClick={() => setState(state === 'open' ? 'idle' : 'open')}
      >
        {t(state === 'open' ? 'scan.stop' : 'scan')}
      </Button>
      {state === 'open' && <Camera onRead={read} onFail={() => setState('failed')} />}
      <p role="status" className={state === 'failed' ? 'field-error' : ''}>
        {state === 'failed' && t('scan.failed')}
        {state === 'done' && t('scan.done')}
      </p>
    </div>
  )
}

function Camera({ onRead, onFail }: { onRead: (text: string) => void; onFail: () => void }) {
  const t = useText(runningTexts)
  const video = useRef<HTMLVideoElement>(null)
  const read = useEffectEvent(onRead)
  const fail = useEffectEvent(onFail)
  useEffect(() => {
    const Found = findDetector()
    if (Found === undefined) return
    const detector = new Found({ formats: ['qr_code', 'code_128'] })
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setInterval> | undefined
    let isGone = false
    const look = async () => {
      if (video.current === null || video.current.readyState < 2) return
      const [code] = await detector.detect(video.current)
      if (code !== undefined && !isGone) read(code.rawValue)
    }
    const open = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (isGone || video.current === null) return stop()
      video.current.srcObject = stream
      await video.current.play()
      timer = setInterval(() => void look().catch(fail), lookEveryMs)
    }
    const stop = () => {
      clearInterval(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    open().catch(() => {
      if (!isGone) fail()
    })
    return () => {
      isGone = true
      stop()
    }
  }, [])
  return <video ref={video} className="run-camera" muted playsInline aria-label={t('scan.aim')} />
}
