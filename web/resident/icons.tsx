/** Drawn on a 24 grid with 2 px lines; decoration beside a word, so hidden from screen readers. */
function Icon({ path }: { path: string }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

export const HomeIcon = () => <Icon path="M4 11l8-7 8 7v9h-5v-6H9v6H4z" />
export const ListIcon = () => <Icon path="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01" />
export const PhoneIcon = () => (
  <Icon path="M6 3h3l2 5-2.5 1.5a12 12 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z" />
)
export const WriteIcon = () => <Icon path="M4 20h4L19 9l-4-4L4 16zM13 7l4 4" />
export const MicrophoneIcon = () => (
  <Icon path="M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5 11a7 7 0 0 0 14 0M12 18v3" />
)
export const CameraIcon = () => (
  <Icon path="M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z" />
)
export const PlaceIcon = () => (
  <Icon path="M12 21s7-6.5 7-12a7 7 0 0 0-14 0c0 5.5 7 12 7 12zM12 6.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z" />
)
export const SpeakerIcon = () => (
  <Icon path="M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11" />
)
export const QuestionIcon = () => (
  <Icon path="M4 5h16v11H11l-5 4v-4H4zM10 8.6a2 2 0 1 1 2.6 2c-.5.2-.6.5-.6 1M12 13.6h.01" />
)
export const TickIcon = () => <Icon path="M5 13l4.5 4.5L19 7" />
