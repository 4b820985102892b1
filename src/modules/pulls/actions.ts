export { dropLetter, settleLetter } from './actions/letters.ts'
export { failRun, finishRun, openRun, resumeRun, runNow } from './actions/runs.ts'
export { pauseSource, saveSource, trySource } from './actions/sources.ts'
export { takePart } from './actions/take.ts'
